"""The criteria, one a file; the file name is the criterion and the column of `fits`."""
