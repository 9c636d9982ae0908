"""The rules of the house, read off the source itself: layers, walls around libraries, sizes, import cost."""

import ast
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "govtool"
FILES = sorted(PACKAGE.rglob("*.py"))

# A room may import itself, the rooms named here, and what those may import.
LAYERS = {
    "errors": set(),
    "data": set(),
    "finding": set(),
    "source": {"finding", "errors"},
    "model": {"source"},
    "report": {"finding", "errors"},
    "config": {"finding", "errors"},
    "lint": {"model", "data"},
    "compare": {"model"},
    # The catalog reads settings: globs, refs map, rulesets; it scaffolds from templates/.
    "catalog": {"model", "config", "data"},
    # Starts an ASGI application on a port, for whoever has one.
    "serve": {"errors"},
    "transport": {"finding", "errors"},
    # Values of schemas; what its own ways do not reach it asks of the algebra.
    "sample": {"model", "compare"},
    # Subjects are the contracts of the repository; compatibility is what compare says.
    "registry": {"catalog", "compare", "serve"},
    # Answers by behaviour.yaml (catalog), in the spelling of the wire (compare), events with the served registry.
    "mock": {"sample", "compare", "catalog", "registry", "transport", "serve"},
    "store": {"finding", "errors"},
    # `explain` shows the pages of what publishing finds.
    "gate": {"lint", "compare", "catalog", "registry"},
    "api": {"gate"},
    "__init__": set(),
    "cli": {"gate", "report", "mock", "registry", "store", "__init__"},
    "__main__": {"cli"},
}

# Where a library may be imported at all, and whether only inside functions.
WALLS = {
    "click": {"cli"},
    "yaml": {"source/yaml.py"},
    "orjson": {"source", "compare", "report", "model", "catalog", "lint", "mock"},
    # A registry refuses what is no JSON Schema when it is registered.
    "jsonschema_rs": {"compare/algebra.py", "lint", "catalog", "model", "sample/validator.py",
                      "registry/json_schema.py"},
    "jsonschema": {"compare"},
    "jinja2": {"catalog/new.py", "catalog/init.py"},
    "subprocess": {"source/git.py", "source/tree.py", "compare"},
    "openapi_spec_validator": {"catalog"},
    "fastavro": {"compare/avro/witness.py", "sample", "mock"},
    "uvicorn": {"serve.py"},
    "httpx": {"registry"},
    "defusedxml": {"mock/xml.py"},
    "python_multipart": {"mock/forms.py"},
    "confluent_kafka": {"transport"},
    "sqlalchemy": {"store/database.py"},
}
LAZY = {"fastavro", "jsonschema", "jinja2", "openapi_spec_validator", "jsonpath", "uvicorn", "httpx", "confluent_kafka",
        "defusedxml", "python_multipart"}

# Tables are long because the formats are; nothing else is.
LONG_FILES_ALLOWED: dict[str, str] = {}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Each imported module, and whether it is imported when the file is: not inside a function, nor for types only."""
    inside = {id(node) for later in ast.walk(tree)
              if isinstance(later, ast.FunctionDef | ast.AsyncFunctionDef) or is_for_types(later)
              for node in ast.walk(later)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) not in inside) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, id(node) not in inside


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def allowed(name: str) -> set[str]:
    reached, todo = set(), [name]
    while todo:
        layer = todo.pop()
        if layer not in reached:
            reached.add(layer)
            todo.extend(LAYERS[layer])
    return reached


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_what_lies_below_it(path: Path) -> None:
    below = allowed(room(path))
    for module, _ in imports(ast.parse(path.read_text("utf-8"))):
        parts = module.split(".")
        if parts[0] == "govtool" and len(parts) > 1:
            assert parts[1] in below, f"{path.relative_to(ROOT)} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_libraries_stay_behind_their_walls(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    for module, at_import in imports(ast.parse(path.read_text("utf-8"))):
        library = module.split(".")[0]
        if library in WALLS:
            homes = WALLS[library]
            assert any(place == home or place.startswith(home + "/") for home in homes), f"{place} imports {library}"
        if library in LAZY:
            assert not at_import, f"{place} imports {library} at the top: import it inside the function that needs it"


def functions() -> Iterator[tuple[str, int]]:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.end_lineno:
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


def test_files_are_small() -> None:
    lengths = {path.relative_to(PACKAGE).as_posix(): len(path.read_text("utf-8").splitlines()) for path in FILES}
    counted = {name: length for name, length in lengths.items() if name not in LONG_FILES_ALLOWED}
    assert statistics.median(counted.values()) <= 120
    assert {name: length for name, length in counted.items() if length > 300} == {}


def test_functions_are_small() -> None:
    lengths = dict(functions())
    assert statistics.median(lengths.values()) <= 12
    assert statistics.quantiles(lengths.values(), n=20)[-1] <= 35
    assert {name: length for name, length in lengths.items() if length > 60} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_public_things_are_described(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    if path.name != "__init__.py" or len(tree.body) > 0:
        assert ast.get_docstring(tree), f"{path.relative_to(ROOT)} has no docstring"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            in_rule = "rules" in path.parts and node.name == "check"
            assert in_rule or ast.get_docstring(node), f"{path.relative_to(ROOT)}: {node.name} has no docstring"


LOADED = """
import sys
from govtool.cli import main
try:
    main()
finally:
    print("\\n".join(sys.modules), file=sys.stderr)
"""
HEAVY = {"jsonschema", "jinja2", "openapi_spec_validator", "jsonpath", "referencing", "asyncio", "urllib.request",
         "fastavro", "hypothesis", "rich", "importlib.metadata"}


def loaded_by(*arguments: str, cwd: Path = ROOT) -> set[str]:
    """The modules that are there when a command ends well."""
    command = [sys.executable, "-c", LOADED, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=cwd)
    return set(done.stderr.split("\n"))


def test_help_loads_click_and_nothing_else_of_weight() -> None:
    assert loaded_by("--help") & (HEAVY | {"yaml", "orjson", "jsonschema_rs", "subprocess", "tomllib"}) == set()


def test_lint_loads_the_parsers_and_the_validator_only(tmp_path: Path) -> None:
    document = tmp_path / "api.yaml"
    document.write_text("openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths: {}\n", "utf-8")
    assert loaded_by("lint", str(document), cwd=tmp_path) & HEAVY == set()
