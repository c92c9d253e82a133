"""Prices without a linear program: people bid for posts, rows are priced by multipliers.

Whole numbers only, in units of 1/SCALE point, so that the prices are the certificate.
"""
