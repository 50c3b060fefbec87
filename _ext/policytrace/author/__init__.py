"""Writing a new object into a project: asks, checks, and adds it without touching anything else."""
