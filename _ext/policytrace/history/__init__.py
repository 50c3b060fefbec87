"""The plan as it was: in a revision of its repository, in an edition, or in another folder."""
