"""One module for each family of rules; one test for each thing a rule says."""
