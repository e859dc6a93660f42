"""Runs first in the frozen program: gives back what its starter has put into the environment.

The starter leads the loader of libraries into this folder. That is done when Python runs, and whatever the program
opens later, a viewer for photos say, must not find its libraries here.
"""

import os

if (before := os.environ.pop("LD_LIBRARY_PATH_ORIG", None)) is not None:
    os.environ["LD_LIBRARY_PATH"] = before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
