"""Real documents that live on references to each other: their bundles say the same, and stand alone."""

from pathlib import Path

import pytest

from govtool.catalog.embed import embedded
from govtool.catalog.references import references
from govtool.compare.engine import compare
from govtool.model.read import read
from govtool.source.emit import yaml_text
from govtool.source.refs import Bundle, RefError, RefSettings
from govtool.source.tree import MemoryTree, WorkTree

SPECS = Path(__file__).parents[2] / ".." / "shared" / "specs" / "domain"
HOSTED = "https://api.swaggerhub.com/domains"

pytestmark = pytest.mark.skipif(not SPECS.is_dir(), reason="the documents of standards bodies are not in this checkout")


def hosted() -> dict[str, str]:
    """The URLs that the documents refer to, as the files that hold the same."""
    found = {f"{HOSTED}/Plattform_i40/{path.parts[-2]}/V{path.parts[-3].removeprefix('v')}": path
             for path in SPECS.glob("aas/v*/Part*/openapi.yaml")}
    return {url: path.relative_to(SPECS).as_posix() for url, path in found.items()}


@pytest.mark.parametrize(("family", "fewest"), [("aas/v3.0*", 15), ("aas/v3.1*", 20)])
def test_the_bundles_of_standards_say_the_same(family: str, fewest: int) -> None:
    tree, settings = WorkTree(SPECS), RefSettings(hosted())
    embedded_whole = 0
    for path in sorted(SPECS.glob(f"{family}/**/*.yaml")):
        if f"{HOSTED}/" not in path.read_text("utf-8"):
            continue
        name = path.relative_to(SPECS).as_posix()
        before = read(Bundle(tree, settings), name)
        data, problems = embedded(before)
        if problems:  # it refers to what only the network has
            assert {problem.rule for problem in problems} == {"release-not-self-contained"}
            continue
        embedded_whole += 1
        after = read(Bundle(MemoryTree({name: yaml_text(data).encode()})), name)
        assert after.document.data == data
        assert compare(before, after) == [], name
        for reference in references(after):
            assert not isinstance(reference.target, RefError), reference.text
    assert embedded_whole >= fewest
