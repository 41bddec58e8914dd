"""What both frozen programs run: the window without words, the terminal with them."""

import sys

from seller_desk.cli.entry import main

if __name__ == "__main__":
    sys.exit(main())
