"""How fast a site is built, against stock sphinx-needs on the same Markdown: ``make bench``."""
