"""Takes values in from the files that an administrator has: workbooks, and CSV as Excel writes it.

What is read is put into the words and numbers of our own data files, and checked as those are.
"""
