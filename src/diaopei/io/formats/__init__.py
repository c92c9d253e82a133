"""One module a file format; its name is the format's name."""
