"""The plan: its objects, the links between them, and the graph that they form."""
