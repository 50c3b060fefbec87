"""Tests of the real content and of the real site."""
