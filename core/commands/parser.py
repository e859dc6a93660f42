"""The reader of the command line's words, for the window as for the commands."""

from __future__ import annotations

import argparse
from typing import NoReturn

from core.base.sentences import printable


class Parser(argparse.ArgumentParser):
    """Its errors are fit for a terminal, whatever the words hold; a word may be the name of a file."""

    def error(self, message: str) -> NoReturn:
        """End with one sentence and the exit code of argparse."""
        super().error(printable(message))
