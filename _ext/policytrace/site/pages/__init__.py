"""Pages that nobody writes, one module for each kind. Importing this package registers them all."""

from policytrace.discovery import import_modules

import_modules(__name__, __path__)
