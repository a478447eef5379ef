"""Two doors: a command line, and `worker`."""

import sys

from gan_core.commandline import main
from gan_core.inference.backends import take_over

if __name__ == "__main__":
    take_over()
    sys.exit(main())
