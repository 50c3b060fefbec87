"""Other programs for traced objects, which are handed the same plan in their own formats.

Each has an environment of its own, and writes every object with its title, its text, its values and
its links.
"""
