"""Two doors: a command line, and `worker`."""

import sys

from gan_core.commandline import main

if __name__ == "__main__":
    sys.exit(main())
