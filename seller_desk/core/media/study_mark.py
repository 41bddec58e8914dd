"""The version of the closer look, apart from it: whoever asks for kept ones loads none of what measures."""

# Counted up whenever a measure changes: what an older one measured is measured anew.
VERSION = 2
# The code of a look that could not be taken here, now: nothing is kept of it.
UNMEASURED = "unmeasured"
