"""Two versions of GitHub's description, from the npm package that ships it; kept in a folder that is not committed."""

import shutil
import subprocess
import tarfile
from pathlib import Path

PACKAGE = "@octokit/openapi"
VERSIONS = ("22.0.0", "23.0.2")
MEMBER = "package/generated/api.github.com.json"


def descriptions(folder: Path) -> tuple[Path, Path]:
    """The older and the newer description; files that are not there where npm or its registry is not reached."""
    old, new = (folder / f"github-{version}.json" for version in VERSIONS)
    npm = shutil.which("npm")
    for path, version in ((old, VERSIONS[0]), (new, VERSIONS[1])):
        if npm and not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            fetch(npm, version, path)
    return old, new


def fetch(npm: str, version: str, target: Path) -> None:
    """Download one version of the package and keep the description of it."""
    folder = target.parent
    command = [npm, "pack", f"{PACKAGE}@{version}", "--silent", "--pack-destination", str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        return
    archive = folder / done.stdout.split()[-1]
    with tarfile.open(archive) as package:
        member = package.extractfile(MEMBER)
        if member:
            target.write_bytes(member.read())
    archive.unlink()
