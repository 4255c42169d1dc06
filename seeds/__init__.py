"""The sample library that ships with variorum: digests of three sources, and topics to compare them on."""
