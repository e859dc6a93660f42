"""Where arrow keys lead from a card."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt

from gui.outfits.card import Card

At = Callable[[Card], QPoint]  # where a card lies on the board


def led_to(key: Qt.Key, card: Card, cards: Sequence[Card], at: At) -> Card:
    """One of all `cards`, in their order; the same one at an end."""
    row = cards.index(card)
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        return cards[0 if key == Qt.Key.Key_Home else -1]
    if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        return cards[max(0, min(row + (1 if key == Qt.Key.Key_Right else -1), len(cards) - 1))]
    line, left = _next_line(card, cards, at, below=key == Qt.Key.Key_Down), at(card).x()
    return min(line, key=lambda one: abs(at(one).x() - left), default=card)


def _next_line(card: Card, cards: Sequence[Card], at: At, *, below: bool) -> list[Card]:
    """The cards of the line below, or above."""
    top = at(card).y()
    others = [one for one in cards if at(one).y() != top and (at(one).y() > top) is below]
    line = (min if below else max)((at(one).y() for one in others), default=top)
    return [one for one in others if at(one).y() == line]
