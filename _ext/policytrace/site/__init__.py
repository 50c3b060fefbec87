"""What the site shows: views, pages, exports, and how it is published."""
