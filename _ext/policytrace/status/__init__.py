"""How it goes with actions, plans and priorities."""
