"""Lets the command line be run as ``python -m policytrace``."""

import sys

from policytrace.cli.main import main

sys.exit(main())
