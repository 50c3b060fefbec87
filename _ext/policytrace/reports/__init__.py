"""Reports: documents for a council or a board, made of the plan snapshot as the site is."""
