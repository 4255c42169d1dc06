"""Comparing: the choice of a topic, topics by sources, and what each source says on one topic, side by side."""

from tui.screens.compare.board import Board
from tui.screens.compare.choosing import choose_topic
from tui.screens.compare.screen import ComparisonScreen

__all__ = ["Board", "ComparisonScreen", "choose_topic"]
