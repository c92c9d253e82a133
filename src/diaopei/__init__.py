"""Plans the exchange of a public body's officials: proposes, proves and explains; people decide."""

__version__ = "0.1.0"
