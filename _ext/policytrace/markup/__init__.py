"""Blocks between fences and their options, read as they are written: of Markdown, not of Sphinx."""
