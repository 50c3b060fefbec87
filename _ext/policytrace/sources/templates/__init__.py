"""Templates for values: workbooks that are made for an indicator, filled in, and taken in again."""
