"""The site as it becomes while somebody writes: built when a file is saved, and served here."""
