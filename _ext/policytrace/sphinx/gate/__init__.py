"""What is found before anything is written."""
