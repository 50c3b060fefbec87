"""The plan as forms in a browser: shown, tried, saved as Markdown, and committed."""
