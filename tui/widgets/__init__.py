"""Widgets draw values and post messages; they know no screen."""
