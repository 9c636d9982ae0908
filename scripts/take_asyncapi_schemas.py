# noqa: INP001 - a script, no part of a package
"""Takes the official JSON Schemas of AsyncAPI from the npm package `@asyncapi/specs` into the tool's data.

    python scripts/take_asyncapi_schemas.py [VERSION]

Of each version's schema in one piece, annotations are left out: they say nothing about documents. `NOTICE` names the
release that the data is from.
"""

import io
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

PACKAGE = "@asyncapi/specs"
RELEASE = "6.11.1"
VERSIONS = ("2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.0", "3.1")
FOLDER = Path(__file__).parents[1] / "govtool" / "lint" / "schemas" / "asyncapi"
_MAPS = frozenset({"properties", "patternProperties", "definitions", "dependencies"})
_ANNOTATIONS = frozenset({"title", "description", "default", "examples", "example", "$comment", "markdownDescription"})
_VALUES = frozenset({"enum", "const"})
NOTICE = """\
The JSON files of this folder are the schemas of the npm package {package}, release {release}
(https://github.com/asyncapi/spec-json-schemas), under the Apache License, Version 2.0.
They are changed: annotations (titles, descriptions, defaults, examples) and white space are left out.

The package's own NOTICE:

{notice}
"""


def packed(release: str) -> dict[str, bytes]:
    """The files of a release of the package, by their names in it."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", f"{PACKAGE}@{release}", "--silent"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        archive = next(Path(folder).glob("*.tgz")).read_bytes()
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        return {member.name.removeprefix("package/"): found.read() for member in files
                if (found := files.extractfile(member)) is not None}


def bare(schema: Any) -> Any:
    """A schema without what says nothing about values."""
    if isinstance(schema, list):
        return [bare(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found: dict[str, Any] = {}
    for keyword, item in schema.items():
        if keyword in _MAPS and isinstance(item, dict):
            found[keyword] = {name: bare(part) for name, part in item.items()}
        elif keyword not in _ANNOTATIONS and not keyword.startswith("x-"):
            found[keyword] = item if keyword in _VALUES else bare(item)
    return found


def main() -> None:
    """Writes the data anew."""
    release = sys.argv[1] if len(sys.argv) > 1 else RELEASE
    files = packed(release)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for version in VERSIONS:
        schema = bare(json.loads(files[f"schemas/{version}.0-without-$id.json"]))
        (FOLDER / f"{version}.json").write_text(json.dumps(schema, separators=(",", ":")) + "\n", "utf-8")
    notice = NOTICE.format(package=PACKAGE, release=release, notice=files["NOTICE"].decode("utf-8").strip())
    (FOLDER / "NOTICE").write_text(notice, "utf-8")


if __name__ == "__main__":
    main()
