"""`govtool record` and `govtool can-i-deploy`, as a pipeline calls them."""

import json

import pytest
from conftest import Desk

ASKED = [{"description": "an order"}, {"description": "no order"}]
PACT = {"consumer": {"name": "mes"}, "provider": {"name": "erp"}, "interactions": ASKED}


@pytest.fixture
def plant(desk: Desk) -> Desk:
    desk.write("mes-erp.json", json.dumps(PACT))
    done = desk.govtool("record", "pact", "mes-erp.json", "--version", "2.1.0", "--branch", "main")
    assert (done.code, done.out, done.err) == (0, "", "")
    return desk


def asked(desk: Desk, *arguments: str) -> tuple[int, str]:
    done = desk.govtool("can-i-deploy", "mes", "2.1.0", *arguments)
    assert done.err == ""
    return done.code, done.out.splitlines()[-1]


def recorded(desk: Desk, kind: str, *arguments: str) -> None:
    done = desk.govtool("record", kind, *arguments)
    assert (done.code, done.err) == (0, "")


def deployed(desk: Desk, version: str) -> None:
    recorded(desk, "deployment", "--app", "erp", "--version", version, "--environment", "prod")


def test_yes_needs_every_version_there_to_have_kept_the_pact(plant: Desk) -> None:
    assert asked(plant, "--to", "prod") == (4, "unknown: no `erp` is in `prod`")
    deployed(plant, "4.0.0")
    assert asked(plant, "--to", "prod") == (4, "unknown: the pact of `mes` 2.1.0 with `erp` 4.0.0 was never verified")
    recorded(plant, "verification", "mes-erp.json", "--provider-version", "4.0.0", "--success")
    assert asked(plant, "--to", "prod") == (0, "yes: every pact was verified")
    deployed(plant, "5.0.0")
    assert asked(plant, "--to", "prod")[0] == 4
    recorded(plant, "verification", "mes-erp.json", "--provider-version", "5.0.0", "--failure")
    assert asked(plant, "--to", "prod") == (1, "no: the pact of `mes` 2.1.0 with `erp` 5.0.0 was not kept")


def test_the_matrix_is_there_for_machines(plant: Desk) -> None:
    deployed(plant, "4.0.0")
    recorded(plant, "verification", "mes-erp.json", "--provider-version", "4.0.0", "--success")
    done = plant.govtool("can-i-deploy", "mes", "2.1.0", "--to", "prod", "--format", "json")
    assert json.loads(done.out) == {
        "verdict": "yes", "summary": {"success": 1, "failed": 0, "unknown": 0},
        "matrix": [{"consumer": "mes", "consumer_version": "2.1.0", "provider": "erp", "provider_version": "4.0.0",
                    "success": True, "reason": ""}],
    }


def test_a_pact_that_says_the_same_in_another_order_is_verified_already(plant: Desk) -> None:
    deployed(plant, "4.0.0")
    recorded(plant, "verification", "mes-erp.json", "--provider-version", "4.0.0", "--success")
    again = {**PACT, "interactions": ASKED[::-1], "metadata": {"client": "another"}}
    plant.write("again.json", json.dumps(again, indent=2))
    recorded(plant, "pact", "again.json", "--version", "2.2.0")
    assert plant.govtool("can-i-deploy", "mes", "2.2.0", "--to", "prod").code == 0


def test_logs_of_two_plants_are_merged(plant: Desk) -> None:
    deployed(plant, "4.0.0")
    log = plant.govtool("record", "log").out
    plant.write("log.jsonl", log)
    merged = plant.govtool("record", "merge", "log.jsonl", "--store", "other.db")
    assert merged.out == "3 of 3 records are new\n"
    assert plant.govtool("record", "merge", "log.jsonl", "--store", "other.db").out == "0 of 3 records are new\n"
    assert plant.govtool("record", "log", "--store", "other.db").out == log


def test_the_store_is_named_by_the_environment_and_never_committed(plant: Desk) -> None:
    plant.commit()
    assert plant.git("ls-files") == "mes-erp.json"
    env = {"GOVTOOL_STORE": "plant.db"}
    assert plant.govtool("record", "version", "--app", "mes", "--version", "1", env=env).code == 0
    assert plant.govtool("can-i-deploy", "mes", "1", "--to", "prod", env=env).out == "yes: no pact stands in between\n"


@pytest.mark.parametrize(("arguments", "words"), [
    (["can-i-deploy", "mes", "9", "--to", "prod"], "no version `9` of `mes`"),
    (["can-i-deploy", "mess", "1", "--to", "prod"], "known are: mes"),
    (["can-i-deploy", "mes", "--to", "prod"], "name one version"),
    (["can-i-deploy", "mes", "2.1.0"], "say where to"),
    (["can-i-deploy", "mes", "2.1.0", "--to", "prod", "--main"], "say where to"),
    (["can-i-deploy", "mes", "2.1.0", "--to", "prod", "--store", "none.db"], "there is no store `none.db`"),
    (["record", "pact", "none.json", "--version", "1"], "cannot read `none.json`"),
    (["record", "pact", "text.txt", "--version", "1"], "is not JSON"),
    (["record", "pact", "empty.json", "--version", "1"], "is no pact"),
    (["record", "merge", "empty.json"], "no record of kind"),
    (["record", "merge", "bad.jsonl"], "bad.jsonl:2: a `version` has no `brnch`"),
    (["record", "deployment", "--app", "mes"], "--version"),
    (["record", "forget", "deploymnt", "--before", "2026-01-01"], "did you mean `deployment`?"),
])
def test_a_call_that_cannot_be_carried_out_is_told(plant: Desk, arguments: list[str], words: str) -> None:
    plant.write("text.txt", "orders")
    plant.write("empty.json", '{"at": "2026-05-04T10:00:00.000000Z"}')
    line = '{"at":"2026-05-04T10:00:00.000000Z","kind":"version","app":"mes","version":"1"}'
    plant.write("bad.jsonl", f'{line}\n{line[:-1]},"brnch":"main"}}\n')
    done = plant.govtool(*arguments)
    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.err


def test_what_is_forgotten_is_unknown_again(plant: Desk) -> None:
    deployed(plant, "4.0.0")
    recorded(plant, "verification", "mes-erp.json", "--provider-version", "4.0.0", "--success")
    assert plant.govtool("record", "forget", "verification", "--before", "2000-01-01").out == "0 records dropped\n"
    assert asked(plant, "--to", "prod")[0] == 0
    assert plant.govtool("record", "forget", "verification", "--before", "2999-01-01").out == "1 records dropped\n"
    assert asked(plant, "--to", "prod")[0] == 4
