"""The checks of the registry doctor, one a module; a new file here is a new check."""
