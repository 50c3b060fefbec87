"""The look that all workbooks have: styles, locked cells, a first sheet that explains."""
