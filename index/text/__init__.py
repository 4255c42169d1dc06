"""Canonical text and its parts: decoding, cleaning, the one fold, words, sentences and the rows of a terminal.

Every other room counts and compares characters through these, and through nothing else.
"""
