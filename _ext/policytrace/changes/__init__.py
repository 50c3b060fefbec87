"""What has changed from one plan to another: as objects, never as lines of files."""
