"""`python -m govtool`: the command line."""

from govtool.cli import main

if __name__ == "__main__":
    main()
