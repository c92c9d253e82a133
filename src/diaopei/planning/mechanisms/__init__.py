"""Mechanisms: one a file; each says who gets which of the posts wished for."""
