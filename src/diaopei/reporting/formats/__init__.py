"""The formats a report is written in, one module a suffix."""
