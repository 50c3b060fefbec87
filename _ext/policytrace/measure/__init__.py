"""Indicators: their values, what the values say of the targets, and how they are drawn."""
