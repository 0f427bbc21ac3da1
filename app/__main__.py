"""`python -m app`: the command line."""

import gc
import sys

from app.cli import main

OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""A library is many objects that all stay: looking through them again and again takes a sixth of a cold start."""

if __name__ == "__main__":
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    sys.exit(main())
