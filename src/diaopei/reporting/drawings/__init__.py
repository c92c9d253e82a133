"""Drawings as inline SVG, made here: no script, no network, and a table with each."""
