"""Step 7: readiness, contents of the packet, field sheet, build, history."""
