"""Settings for Sphinx. The metamodel is in ubproject.toml; how pages look, in _ext/policytrace."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "Jämlikhet i Fagersta"
language = "sv"

extensions = ["myst_parser", "policytrace"]
myst_enable_extensions = ["colon_fence", "deflist"]
exclude_patterns = [
    "_build",
    "_ext",
    "tests",
    "node_modules",
    ".*",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/architecture.md",
    "docs/benchmark.md",
]

html_theme = "furo"
html_title = project
html_logo = "_ext/policytrace/site/static/favicon.svg"
html_favicon = "_ext/policytrace/site/static/favicon.svg"
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
html_last_updated_fmt = None
html_use_index = False
