"""Screens put widgets together and say what a key does on them; they know no app."""
