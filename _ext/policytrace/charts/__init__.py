"""Charts: plain data becomes pictures for a page. They know nothing of tables and indicators."""
