"""Fetches values from Kolada, the database of Swedish municipalities.

`client` speaks HTTP and follows pages, `answers` says what an answer looks like, `asking` puts the
questions, `comparing`, `rows` and `merging` are pure, and `command` decides whether to write.
"""
