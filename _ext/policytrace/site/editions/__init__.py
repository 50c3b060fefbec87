"""Frozen editions: how one is made, and where the site shows its files."""
