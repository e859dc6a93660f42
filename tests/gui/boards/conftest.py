"""A user with a board on which four photos lie."""

from __future__ import annotations

import pytest
from boards_support import fill, on_board, view
from window_support import User


@pytest.fixture
def on_party(user: User) -> User:
    """Sees the board "Party" with the first four of twelve photos, which were put there by the key."""
    fill(user, "Party", 0, 1, 2, 3)
    user.press("Ctrl+5")
    user.wait(lambda: len(on_board(user)) == 4)
    user.wait(lambda: all(view(user).pictures.pixmap(path) is not None for path in on_board(user)))
    user.wait_till_quiet(lambda: [piece.box for piece in view(user).pieces])  # their shapes are known by then
    return user
