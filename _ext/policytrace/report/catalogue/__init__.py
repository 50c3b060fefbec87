"""The catalogue of rules for people: from docstrings, by way of the translations, to pages."""
