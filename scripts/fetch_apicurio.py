# noqa: INP001 - a script, no part of a package
"""Fetches the Apicurio Registry from Maven Central, so that the tests can publish to a registry that is not ours.

    python scripts/fetch_apicurio.py

Needs `mvn`; the registry itself runs on Java 21 or newer. It is unpacked into `bench/.data/`, which git ignores, and
nothing of it becomes a part of the tool. Without it those tests are skipped.
"""

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "3.3.3"
ARTIFACT = f"io.apicurio:apicurio-registry-app:{VERSION}:tar.gz:all"
FOLDER = Path(__file__).parents[1] / "bench" / ".data" / f"apicurio-registry-{VERSION}"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"


def fetch() -> None:
    """Put the registry in place, whole or not at all."""
    FOLDER.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER.parent) as aside:
        command = ["mvn", "-B", "-q", PLUGIN, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={aside}"]
        subprocess.run(command, check=True)
        unpacked = Path(aside) / "unpacked"
        with tarfile.open(next(Path(aside).glob("*.tar.gz"))) as archive:
            archive.extractall(unpacked, filter="data")
        unpacked.rename(FOLDER)


if __name__ == "__main__":
    if FOLDER.exists():
        sys.exit(f"{FOLDER} is there already")
    fetch()
