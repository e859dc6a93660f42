"""The pages of the window, in the order in which they are offered. A new one is a line here."""

from __future__ import annotations

from gui.browse.browse import BrowsePage
from gui.map.map_page import MapPage
from gui.mirror.mirror_page import MirrorPage
from gui.pages.page import Page
from gui.similar.similar import SimilarPage

PAGES: tuple[type[Page], ...] = (BrowsePage, SimilarPage, MapPage, MirrorPage)
