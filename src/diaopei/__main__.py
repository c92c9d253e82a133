"""`python -m diaopei`: the same as the command `diaopei`."""

from diaopei.cli import main

if __name__ == "__main__":
    main()
