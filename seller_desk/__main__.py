"""`python -m seller_desk` is `seller-desk`."""

import sys

from seller_desk.cli.entry import main

if __name__ == "__main__":
    sys.exit(main())
