"""The specification of policytrace, as tests."""
