"""`python -m govtool`: the command line."""

from govtool.cli import run

if __name__ == "__main__":
    run()
