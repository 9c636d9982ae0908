"""The documents made to blow up, of `bench/compat`; as a program it compares one of them and prints."""

import sys
from pathlib import Path

from compare_documents import changes

sys.path.append(str(Path(__file__).parents[1] / "bench"))
from compat.made import MADE, NEW, OLD

__all__ = ["MADE", "NEW", "OLD"]

if __name__ == "__main__":
    for change in changes(MADE[sys.argv[1]](OLD), MADE[sys.argv[1]](NEW)):
        sys.stdout.write(f"{change}\n")
