"""The reader and the command line: two ways to ask `index`, and nothing that it does not answer."""
