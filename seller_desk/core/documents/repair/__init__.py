"""Repairs of documents: geometry only (turn, straighten, cut to the paper, merge, split), never content."""
