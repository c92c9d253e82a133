"""The reports, one module each; found by the folder, never listed."""
