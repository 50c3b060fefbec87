"""The rules, one module for each family or more. Importing this package registers them all."""

from policytrace.discovery import import_modules

import_modules(__name__, __path__)
