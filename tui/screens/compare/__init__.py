"""Comparing: the choice of a topic, topics by sources, and what each source says on one topic, side by side."""

from tui.screens.compare.screen import ComparisonScreen
from tui.screens.compare.topics import Topics, choose_topic

__all__ = ["ComparisonScreen", "Topics", "choose_topic"]
