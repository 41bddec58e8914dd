"""The overview of all applications."""
