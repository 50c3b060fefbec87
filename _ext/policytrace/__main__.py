"""Lets the command line be run as ``python -m policytrace``."""

from policytrace.cli.start import run

run()
