"""Pages that nobody writes: each is made of the plan."""
