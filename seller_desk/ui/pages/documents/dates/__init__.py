"""The tab Dates."""
