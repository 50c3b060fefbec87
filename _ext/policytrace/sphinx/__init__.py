"""The adapter to Sphinx and sphinx-needs: the only modules that import them."""
