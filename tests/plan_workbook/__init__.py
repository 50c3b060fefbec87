"""Plans as workbooks: what cells hold, and what comes back from them."""
