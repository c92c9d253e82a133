"""Constraints: one a file; each says what must hold of every plan."""
