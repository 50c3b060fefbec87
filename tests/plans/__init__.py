"""Small plans in Markdown; see `test_plans`."""
