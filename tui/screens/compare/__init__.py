"""Comparing: the choice of a topic, topics by sources, and what each source says on one topic, side by side.

Nothing is imported here: the desk needs one small part at its start, and the rest only when a topic is asked for.
"""
