"""The stylesheet as a function of colours and type sizes; used by `gui.theme` alone."""

from __future__ import annotations

from string import Template

_SHEET = Template("""
QMainWindow, QDialog, #pages, #empty_page { background: $canvas; }
QWidget { color: $text; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; border-radius: 6px; padding: 4px 8px; }

#header, #status { background: $surface; border: 0 solid $border; }
#header { border-bottom-width: 1px; }
#status { border-top-width: 1px; }
#query_strip { background: $surface; border: 0 solid $border; border-bottom-width: 1px; }

#display { font-size: ${display_pt}pt; font-weight: 600; }
#query_title { font-size: ${title_pt}pt; font-weight: 600; }
#hint, #query_subtitle, #progress_label { color: $muted; }
#total_label { color: $muted; }
#caption { color: $muted; font-size: ${caption_pt}pt; }

QPushButton, QToolButton {
    border: 1px solid transparent; border-radius: 6px; padding: 5px 11px; min-height: 20px; background: transparent;
}
QPushButton { background: $raised; border-color: $border; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:open { background: $pressed; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $muted; }
QToolButton[icon_only="true"] { padding: 5px; min-width: 20px; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton[primary="true"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[primary="true"]:focus { border-color: $text; }
QPushButton[large="true"] { padding: 9px 19px; }
QPushButton[link="true"] { background: transparent; border-color: transparent; color: $warning; padding: 5px 7px; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border-color: $accent; }

QListView#gallery { background: $canvas; border: 0; outline: 0; }
#preview { background: $tile; border-radius: 6px; }

QProgressBar { background: $pressed; border: 0; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QSlider { min-height: 22px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $pressed; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
    width: 14px; height: 14px; margin: -6px 0; border-radius: 8px; background: $raised; border: 1px solid $muted;
}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { border: 1px solid $accent; background: $accent; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::handle:vertical { min-height: 40px; }
QScrollBar::handle:horizontal { min-width: 40px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: $raised; border: 1px solid $border; border-radius: 8px; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 5px; background: transparent; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::indicator { width: 8px; height: 8px; margin-left: 8px; border-radius: 4px; }
QMenu::indicator:checked { background: $accent; }

QTableView {
    background: $surface; border: 1px solid $border; border-radius: 8px; gridline-color: $border;
    selection-background-color: $accent_soft; selection-color: $text; outline: 0;
}
QTableView::item { padding: 6px 8px; border: 0; }
QHeaderView { background: transparent; }
QHeaderView::section {
    background: $surface; color: $muted; border: 0; border-bottom: 1px solid $border; padding: 6px 8px;
}
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
#notice { background: $text; border-radius: 8px; }
#notice QLabel { color: $canvas; }
""")


def stylesheet(colours: dict[str, str], points: dict[str, float]) -> str:
    """Qt stylesheet for one palette; `points` holds the type scale as `caption_pt` and so on."""
    return _SHEET.substitute({**colours, **points})
