"""`python -m app`: the command line."""

import gc
import sys

from app.cli import main

OBJECTS_BETWEEN_COLLECTIONS = 300_000
"""A library is many objects that all stay. Most commands end before so many are there, and none looks through them."""

if __name__ == "__main__":
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    sys.exit(main())
