"""The tab Before handing in."""
