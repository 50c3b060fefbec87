"""What kinds of objects there are, what they hold, and in which words."""
