"""Copies of documents: clean ones as a platform's rules ask, watermarked ones for everybody else. Originals stay as they are."""
