"""The stylesheet as a function of colours and type sizes; used by `gui.base.theme` alone."""

from __future__ import annotations

from string import Template

_SHEET = Template("""
QMainWindow, QDialog, #pages, #empty_page, #invitation, #outfits_invitation { background: $canvas; }
QWidget { color: $text; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; border-radius: 6px; padding: 4px 8px; }

#header, #status { background: $surface; border: 0 solid $border; }
#header { border-bottom-width: 1px; }
#status { border-top-width: 1px; }
#selection_bar { background: $accent_soft; border: 0 solid $border; border-top-width: 1px; }
#selection_count { font-weight: 600; }
#query_strip { background: $surface; border: 0 solid $border; border-bottom-width: 1px; }
#query_panel, #query_panel QScrollArea, #query_panel_content { background: $surface; border: 0 solid $border; }
#query_panel { border-right-width: 1px; }
#outfit_panel, #outfit_panel QScrollArea, #outfit_panel_content { background: $surface; border: 0 solid $border; }
#outfit_panel { border-right-width: 1px; }
#outfit_board, #outfit_board_content, #outfit_rules { background: $canvas; border: 0; }
#outfit_board_empty { color: $muted; font-size: ${title_pt}pt; }
#outfit_title { font-size: ${title_pt}pt; font-weight: 600; }
#outfit_note { color: $muted; }
#detail_panel { background: $canvas; }
#detail_bar { background: $surface; border: 0 solid $border; border-bottom-width: 1px; }
#detail_facts, #detail_facts QScrollArea, #detail_facts_content { background: $surface; border: 0 solid $border; }
#detail_facts { border-left-width: 1px; }

#display { font-size: ${display_pt}pt; font-weight: 600; }
#query_title, #query_verdict, #detail_title { font-size: ${title_pt}pt; font-weight: 600; }
#query_title[small="true"] { font-size: ${body_pt}pt; font-weight: 400; }
#section_title { font-weight: 600; }
#hint, #query_subtitle, #progress_label { color: $muted; }
#total_label { color: $muted; }
#caption, #match_numbers { color: $muted; font-size: ${caption_pt}pt; }

QPushButton, QToolButton {
    border: 1px solid transparent; border-radius: 6px; padding: 5px 11px; min-height: 20px; background: transparent;
}
QPushButton { background: $raised; border-color: $border; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:open { background: $pressed; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $muted; }
QToolButton[icon_only="true"] { padding: 5px; min-width: 20px; }
QFileDialog QToolButton { padding: 2px; min-width: 20px; min-height: 20px; }
QToolButton[slim="true"] { padding: 5px 0; min-width: 16px; }
QToolButton:checked { background: $accent_soft; border-color: $accent_soft; }
QToolButton:checked:hover { background: $pressed; }
QToolButton:checked:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton[primary="true"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton[primary="true"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[primary="true"]:focus { border-color: $text; }
QPushButton[large="true"] { padding: 9px 19px; }
QPushButton[link="true"] { background: transparent; border-color: transparent; color: $warning; padding: 5px 7px; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border-color: $accent; }
QPushButton, QToolButton, QCheckBox, QSlider { outline: 0; }
#numbers_button { color: $accent; padding: 3px 0; text-align: left; }
#same_traits, #different_traits { font-weight: 600; }
QToolButton[edge="true"] { background: $raised; border: 1px solid $border; border-radius: 18px; padding: 0; }
QToolButton[edge="true"]:hover { background: $hover; }
QToolButton[edge="true"]:focus { border-color: $accent; }
QToolButton[edge="true"]:disabled { background: $surface; }
QPushButton[quiet="true"] { color: $muted; }

QListView#gallery { background: $canvas; border: 0; outline: 0; }
#preview { background: $tile; border-radius: 6px; }

QCheckBox { spacing: 8px; padding: 3px 4px; border: 1px solid transparent; border-radius: 6px; }
QCheckBox:focus { border-color: $accent; }
QCheckBox:disabled { color: $muted; }

#page_switch { background: $groove; border-radius: 8px; }
#page_switch QToolButton { padding: 3px 8px; }
#page_switch QToolButton[slim="true"] { padding: 3px 5px; min-width: 20px; }
#page_switch QToolButton:checked { background: $raised; border-color: $border; }
#page_switch QToolButton:focus { border-color: $accent; }
QFrame[segments="true"] { background: $groove; border-radius: 8px; }
QFrame[segments="true"] QToolButton { padding: 3px 10px; }
QFrame[segments="true"] QToolButton:checked { background: $raised; border-color: $border; }
QFrame[segments="true"] QToolButton:focus { border-color: $accent; }
#swatch_board { background: $raised; border: 1px solid $border; border-radius: 8px; }

#mirror_view, #mirror_content { background: $canvas; border: 0; }
#mirror_number { font-size: ${display_pt}pt; font-weight: 600; }
#mirror_empty { color: $muted; padding: 40px; }
QFrame[card="true"] { background: $surface; border: 1px solid $border; border-radius: 10px; }
#settings_area, #settings_content { background: $canvas; border: 0; }
#sheet_preview { background: $canvas; }
#sheet_area, #sheet_content { background: $surface; border: 0 solid $border; }
#sheet_area { border-left-width: 1px; }
#settings_buttons { background: $surface; border: 0 solid $border; border-top-width: 1px; }
#cache_place, #cache_used, #networks_used { color: $muted; }
#cache_message, #cache_place_message, #networks_message { color: $text; }

QComboBox, QSpinBox {
    background: $raised; border: 1px solid $border; border-radius: 6px; padding: 5px 11px; min-height: 20px;
}
QComboBox { padding-right: 30px; combobox-popup: 0; }
QSpinBox { padding: 3px 24px 3px 0; min-width: 110px; }
QComboBox:hover, QSpinBox:hover { background: $hover; }
QComboBox:focus, QComboBox:on, QSpinBox:focus { border-color: $accent; }
QComboBox:disabled, QSpinBox:disabled { color: $muted; }
QComboBox::drop-down { border: 0; width: 0; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $border; padding: 4px; outline: 0; }
QComboBox QAbstractItemView::item { padding: 6px 10px; border-radius: 5px; min-height: 20px; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $text; }
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 22px; background: transparent; }
QSpinBox::up-button { subcontrol-position: top right; margin-top: 2px; }
QSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 2px; }
QSpinBox::up-button:hover, QSpinBox::down-button:hover { background: $pressed; border-radius: 4px; }
QSpinBox::up-arrow, QSpinBox::down-arrow { image: none; width: 0; height: 0; }

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
#notice QPushButton { background: transparent; border-color: $muted; color: $canvas; font-weight: 600; }
#notice QPushButton:hover { border-color: $canvas; }
#notice QPushButton:focus { border-color: $canvas; }

QFrame[hint_bar="true"] { background: $accent_soft; border: 0; }
QFrame[hint_bar="true"] QLabel { padding: 6px 0; }
QFrame[hint_bar="true"] QPushButton { background: transparent; border-color: transparent; font-weight: 600; }
QFrame[hint_bar="true"] QPushButton:hover { background: $raised; }
QFrame[hint_bar="true"] QPushButton:focus { border-color: $accent; }
#about_dialog QPlainTextEdit, #reports_dialog QPlainTextEdit, #log_dialog QPlainTextEdit {
    background: $surface; color: $muted; border: 1px solid $border; border-radius: 8px; padding: 8px;
    font-size: ${caption_pt}pt;
}
#about_promise { font-weight: 600; }
#guide_text { background: $canvas; border: 0; }
#guide_bar { background: $surface; border: 0 solid $border; border-bottom-width: 1px; }
#guide_found { color: $muted; }
#guide_search, #words_field, #sheet_title, #facts_dialog QLineEdit, #facts_dialog QPlainTextEdit {
    background: $raised; border: 1px solid $border; border-radius: 6px; padding: 4px 8px; min-height: 20px;
}
#guide_search:focus, #words_field:focus, #sheet_title:focus, #facts_dialog QLineEdit:focus,
#facts_dialog QPlainTextEdit:focus { border-color: $accent; }
QLineEdit > QToolButton { border: 0; padding: 0; margin: 0; min-width: 0; min-height: 0; background: transparent; }

#keys_dialog QScrollArea, #keys_content { background: transparent; }
#key_text { font-size: ${caption_pt}pt; padding: 2px 0; }
#key_cap {
    background: $raised; border: 1px solid $border; border-bottom-width: 2px; border-radius: 5px;
    padding: 1px 7px; font-size: ${caption_pt}pt;
}

#sidebar, #sidebar QScrollArea, #sidebar_content { background: $surface; border: 0 solid $border; }
#sidebar { border-right-width: 1px; }
#browse_bar, #words_bar { background: $canvas; }
#board_panel, #board_list { background: $surface; border: 0 solid $border; }
#board_panel { border-right-width: 1px; }
#board_list { outline: 0; }
#board_note {
    background: $raised; border: 1px solid $border; border-radius: 6px; padding: 4px;
    selection-background-color: $accent; selection-color: $on_accent;
}
#board_note:focus { border-color: $accent; }
#board_bar { background: $canvas; border: 0 solid $border; border-bottom-width: 1px; }
#board_menu_button { font-weight: 600; }
#board_count { color: $muted; }
#browse_count, #words_told { color: $muted; padding: 6px 8px 6px 0; }
#filter_count { color: $muted; }
QLabel[faded="true"] { color: $muted; }
#duplicates_bar, #duplicates_ticks { background: $surface; border: 0 solid $border; }
#duplicates_bar { border-bottom-width: 1px; }
#duplicates_ticks { border-top-width: 1px; }
#duplicates_page, #duplicate_area, #duplicate_content { background: $canvas; border: 0; }
#duplicate_groups { background: $surface; border: 0; padding: 8px; outline: 0; }
QPushButton#duplicate_differences:checked { background: $accent_soft; border-color: $accent; }
#duplicate_line { background: $border; }
#duplicate_title { font-size: ${title_pt}pt; font-weight: 600; }
#copy_name { font-weight: 600; }
#copy_folder, #copy_facts, #copy_why, #copy_changes { font-size: ${caption_pt}pt; }
#copy_best {
    background: $accent_soft; color: $accent; border-radius: 6px; padding: 1px 7px; font-size: ${caption_pt}pt;
    font-weight: 600;
}
#duplicates_empty { color: $muted; padding: 40px; }
QPushButton[row="true"] { background: transparent; border-color: transparent; padding: 0; min-height: 28px; }
QPushButton[row="true"]:hover { background: $hover; }
QPushButton[row="true"]:checked { background: $accent_soft; font-weight: 600; }
QPushButton[row="true"]:focus { border-color: $accent; }
QPushButton[chip="true"] {
    background: $accent_soft; border-color: $accent_soft; border-radius: 13px; padding: 2px 10px;
}
QPushButton[chip="true"]:hover { background: $pressed; }
QPushButton[chip="true"]:focus { border-color: $accent; }
QPushButton[rule="true"] { background: $raised; border-color: $border; border-radius: 13px; padding: 2px 10px; }
QPushButton[rule="true"]:hover { background: $hover; }
QPushButton[rule="true"]:checked { background: $accent_soft; border-color: $accent; }
QPushButton[rule="true"]:focus { border-color: $accent; }
QPushButton#clear_filters_button { color: $accent; padding: 3px 7px; }
""")


def stylesheet(colours: dict[str, str], points: dict[str, float]) -> str:
    """Qt stylesheet for one palette; `points` holds the type scale as `caption_pt` and so on."""
    return _SHEET.substitute({**colours, **points})
