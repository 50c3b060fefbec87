"""Taking values in from workbooks and CSV: real files, made by the tests."""
