"""The functions that a script calls: the same answers as the command line, as objects."""

import pytest
from conftest import Desk
from test_cli_check import ORDERS

from govtool import api


def test_a_script_loads_compares_and_lints(desk: Desk) -> None:
    desk.write("openapi.yaml", ORDERS)
    desk.commit()
    desk.replace("openapi.yaml", "maxLength: 40", "maxLength: 18")
    desk.replace("openapi.yaml", "operationId: getOrder", "operationId: createOrder")
    old, new = api.load("main:openapi.yaml", desk.root), api.load("openapi.yaml", desk.root)
    assert (old.title, new.version) == ("Orders", "1.4.0")
    assert {change.id: change.verdict for change in api.compare(old, new)} == {
        "max-length-narrowed": "breaking", "operation-id-changed": "compatible",
    }
    assert api.compare(old, old) == []
    assert "operation-id-unique" in {finding.rule for finding in api.lint(new, ["recommended"], desk.root)}


def test_what_cannot_be_loaded_says_what_to_do(desk: Desk) -> None:
    desk.write("one.yaml", ORDERS)
    desk.write("two.yaml", ORDERS)
    with pytest.raises(api.UserError, match="names 2 contracts"):
        api.load(".", desk.root)
    with pytest.raises(api.UserError, match="no file or folder"):
        api.load("three.yaml", desk.root)


def test_the_public_names_are_there() -> None:
    assert all(hasattr(api, name) for name in api.__all__)
