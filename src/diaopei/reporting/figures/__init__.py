"""The counts of the bulletin, one module a kind of exchange."""
