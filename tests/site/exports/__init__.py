"""Tests of the exports, on plain objects."""
