"""Tests of the adapter to Sphinx, on tiny projects."""
