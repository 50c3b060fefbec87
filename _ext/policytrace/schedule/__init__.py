"""Schedule: what happens on which day, what is late, and who is to be reminded of it."""
