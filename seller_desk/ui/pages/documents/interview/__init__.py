"""The tab Interview."""
