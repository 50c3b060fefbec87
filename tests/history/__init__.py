"""The plan as it was."""
