"""A plan as a workbook for Excel: to be read, or to be changed and taken in again."""
