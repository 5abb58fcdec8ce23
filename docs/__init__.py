"""Builds the rendered site: `python -m docs.build`."""
