"""Histories of versions, pacts and deployments, and what a real Pact Broker answered to questions about them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from govtool.store import deploy
from govtool.store.history import History
from govtool.store.records import Built, Deployed, Known, Published, Record, Released, Tagged, Undeployed, Verified
from govtool.store.selectors import pacts_for_verification

ANSWERS = Path(__file__).parents[3] / "shared" / "suites" / "pact-broker-answers.jsonl"
if not ANSWERS.exists():
    pytest.skip("the recorded answers of a Pact Broker are not here", allow_module_level=True)
HISTORIES = [json.loads(line) for line in ANSWERS.read_text("utf-8").splitlines()]
PLACES: dict[str, type[Deployed | Undeployed | Released]] = {
    "deploy": Deployed, "undeploy": Undeployed, "release": Released,
}


def record(event: Mapping[str, Any]) -> Record:
    match event["op"]:
        case "app":
            return Known(app=event["app"], main_branch=event["mainBranch"])
        case "version":
            return Built(app=event["app"], version=event["version"], branch=event.get("branch") or "")
        case "publish":
            return Published(consumer=event["consumer"], version=event["version"], provider=event["provider"],
                             content=str(event["content"]))
        case "verify":
            return Verified(consumer=event["consumer"], provider=event["provider"], content=str(event["content"]),
                            provider_version=event["providerVersion"], success=event["success"])
        case "tag":
            return Tagged(app=event["app"], version=event["version"], tag=event["tag"])
        case kind:
            return PLACES[kind](app=event["app"], version=event["version"], environment=event["env"])


def answered(history: History, question: Mapping[str, Any]) -> deploy.Answer:
    app, kind = question["app"], question["kind"]
    if kind == "can-i-deploy-branch":
        return deploy.can_branch_deploy(history, app, question["branch"], deploy.in_environment(question["env"]))
    targets = {"can-i-merge": deploy.on_main(), "can-i-deploy-latest": deploy.latest(),
               "can-i-deploy": deploy.in_environment(question.get("env", "")),
               "can-i-deploy-tag": deploy.tagged(question.get("tag", ""))}
    return deploy.can_i_deploy(history, app, question["version"], targets[kind])


@pytest.mark.parametrize("case", HISTORIES, ids=lambda case: case["id"])
def test_may_be_deployed_is_answered_as_by_the_broker(case: Mapping[str, Any]) -> None:
    history = History(map(record, case["events"]))
    for asked in case["queries"]:
        question, answer = asked["q"], asked["a"]
        if question["kind"] == "pacts-for-verification":
            continue
        ours, theirs = answered(history, question), answer["summary"]
        assert {"yes": True, "no": False, "unknown": None}[ours.verdict] is theirs["deployable"], question
        counted = [ours.count(True), ours.count(False), ours.count(None)]
        assert counted == [theirs["success"], theirs["failed"], theirs["unknown"]], question
        rows = [[row.consumer, row.consumer_version, row.provider, row.provider_version, row.success]
                for row in ours.rows]
        assert sorted(rows, key=str) == sorted(answer["rows"], key=str), question


@pytest.mark.parametrize("case", HISTORIES, ids=lambda case: case["id"])
def test_the_pacts_to_verify_are_those_of_the_broker(case: Mapping[str, Any]) -> None:
    history = History(map(record, case["events"]))
    for asked in case["queries"]:
        question, answer = asked["q"], asked["a"]
        if question["kind"] == "pacts-for-verification":
            branch = question.get("providerVersionBranch", "")
            ours = pacts_for_verification(history, question["provider"], question["selectors"], branch)
            # Work in progress, which the broker adds by dates, is another question.
            theirs = [(pact["consumer"], str(pact["content"]), pact["pending"])
                      for pact in answer["pacts"] if not pact["wip"]]
            assert [(one.pact.consumer, one.pact.content, one.pending) for one in ours] == sorted(theirs), question
