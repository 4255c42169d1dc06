"""The desk, the main screen, in parts: each file beside `screen` owns one thing that a reader does there."""

from tui.screens.desk.screen import Desk

__all__ = ["Desk"]
