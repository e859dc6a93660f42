"""What runs inside a process that compares pictures: it answers one question after the other until nobody asks.

A process of its own, because to compare takes many short steps of numpy, which keep Python to themselves.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

from core.duplicates.compare_messages import pictures_in, told
from core.duplicates.same_picture import compared
from core.workers.child import make_way, pipes


def serve(words: Sequence[str]) -> None:
    """`words` as core.workers.process writes them."""
    requests, answers = pipes(words[2:])
    make_way()
    with contextlib.suppress(EOFError, OSError):  # the parent wants no more
        while True:
            answers.send_bytes(told(compared(*pictures_in(requests.recv_bytes()))))
