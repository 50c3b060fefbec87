"""Frozen editions: the plan as a decision adopted it, and what has been changed since."""
