"""Real public documents in a repository with history and no file of ours: the gate finds, compares and proves."""

import json
from pathlib import Path

import pytest
from conftest import Desk

SPECS = Path(__file__).parents[2] / ".." / "shared" / "specs" / "domain"
pytestmark = pytest.mark.skipif(not SPECS.is_dir(), reason="the public documents are not beside this checkout")


@pytest.fixture
def warehouse(desk: Desk) -> Desk:
    """A foreign project: one API on main in its older version, on a branch in its newer, among other files."""
    desk.write("docs/README.md", "# Inventory\n")
    desk.write("compose.yaml", "services: {db: {image: postgres}}\n")
    desk.write("api/inventory.yaml", (SPECS / "inventree" / "166.yaml").read_bytes())
    desk.write("sap/order.json", (SPECS / "sap-openapi" / "OP_API_PRODUCTION_ORDER_2_SRV_0001.json").read_bytes())
    desk.commit("166")
    desk.git("switch", "-q", "-c", "newer")
    desk.write("api/inventory.yaml", (SPECS / "inventree" / "190.yaml").read_bytes())
    desk.commit("190")
    return desk


def test_the_break_is_found_with_places_witness_reach_and_version(warehouse: Desk) -> None:
    done = warehouse.govtool("check", "--only", "compat", "--format", "json")
    assert done.code == 1, done.err
    report = json.loads(done.out)
    base = warehouse.git("merge-base", "main", "HEAD")[:7]
    assert {contract["name"]: contract["baseline"] for contract in report["contracts"]} == {
        "api/inventory.yaml": f"merge base {base}", "sap/order.json": f"merge base {base}",
    }
    breaks = [finding for finding in report["findings"] if finding.get("bump") == "major"]
    assert breaks
    for finding in breaks:
        assert finding["at"]["document"] == "api/inventory.yaml"
        assert finding["related"] or finding["rule"].endswith(("-removed", "-added"))
        assert finding["reach"]
    proven = [finding for finding in breaks if finding["confidence"] == "certain"]
    assert proven
    assert all(finding["witness"] for finding in proven)


def test_the_answer_is_the_same_on_every_run(warehouse: Desk) -> None:
    runs = {warehouse.govtool("check", "--format", "json", env={"PYTHONHASHSEED": str(seed)}).out for seed in range(2)}
    assert len(runs) == 1
