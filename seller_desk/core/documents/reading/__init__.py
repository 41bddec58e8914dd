"""What a paper says: its kind with the evidence, its fields with their places. Plain text work on lines that were read."""
