"""The kinds of rules, one a file; a new file here is a new kind."""
