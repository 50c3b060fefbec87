"""How blocks and their options are read as they are written."""
