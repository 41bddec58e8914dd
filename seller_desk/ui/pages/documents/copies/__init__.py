"""The tab Copies: what each platform gets, what was changed and why, and watermarked copies for everybody else."""
