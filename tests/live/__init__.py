"""Tests of the site as it becomes while somebody writes."""
