"""Bytes of YAML and CSV -> data with the position of every key, value and cell. What they say is judged later."""
