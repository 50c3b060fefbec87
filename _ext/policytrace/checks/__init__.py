"""The gate's rules, and what runs them."""
