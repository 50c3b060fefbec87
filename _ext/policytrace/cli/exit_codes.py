"""Exit codes of all commands."""

DONE, FOUND_ERRORS, COULD_NOT_RUN = 0, 1, 2
INTERRUPTED = 130
"""What shells give a program that Ctrl-C has stopped."""
