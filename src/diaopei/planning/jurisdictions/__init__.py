"""BEYOND ONE MACHINE: jurisdictions keep their own arcs, and agree by the prices of posts and rows.

Each jurisdiction hands in a shortlist. The posts and rows are priced on all shortlists together;
at these prices every jurisdiction looks through all its arcs and hands in whoever is missing.
"""
