"""The forms in which people have values: exports of other programs, and sheets of their own.

Each layout is a module with a name and a recogniser that says why it fits. All are read by one
reader of tables (`table`), which finds where headings and labels stand, and come to the same rows.
"""
