"""The pages of the window, in the order in which they are offered. A new one is a line here."""

from __future__ import annotations

from gui.boards.boards_page import BoardsPage
from gui.browse.browse import BrowsePage
from gui.duplicates.duplicates_page import DuplicatesPage
from gui.map.map_page import MapPage
from gui.mirror.mirror_page import MirrorPage
from gui.outfits.outfits_page import OutfitsPage
from gui.pages.page import Page
from gui.similar.similar import SimilarPage

PAGES: tuple[type[Page], ...] = (BrowsePage, SimilarPage, MapPage, DuplicatesPage, BoardsPage, MirrorPage, OutfitsPage)
