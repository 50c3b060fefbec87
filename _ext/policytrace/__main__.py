"""Lets the command line be run as ``python -m policytrace``."""

import sys

from policytrace.cli import main

sys.exit(main())
