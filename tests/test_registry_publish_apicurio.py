"""A registry that is not ours: `publish` into a real Apicurio Registry, and our served one beside it, call by call."""

import json
import os
import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from conftest import Desk
from registry_servers import PATIENCE, field, histories, package, record, served

from govtool.registry.application import application
from govtool.registry.client import Client
from govtool.registry.connection import Connection
from govtool.registry.publish import Published, publish
from govtool.registry.state import Registry

FOLDER = Path(__file__).parents[1] / "bench" / ".data" / "apicurio-registry-3.3.3"
NEEDED = 21
V1 = record(field("orderId"))
V2 = record(field("orderId"), field("note", ["null", "string"], default=None))
BROKEN = record(field("orderId", "int"))
COUNTED = {"type": "object", "properties": {"count": {"type": "integer"}}, "required": ["count"]}
SUBJECT = "com.example.orders.Order"


def java() -> Path | None:
    """A Java that is new enough."""
    places = [Path(os.environ.get("JAVA_HOME", "/nowhere")), *Path("/usr/lib/jvm").glob("*")]
    for place in places:
        release = place / "release"
        found = re.search(r'JAVA_VERSION="(\d+)', release.read_text("utf-8")) if release.is_file() else None
        if found and int(found[1]) >= NEEDED:
            return place / "bin" / "java"
    return None


JAVA = java()
pytestmark = [
    pytest.mark.skipif(not FOLDER.is_dir(), reason="`python scripts/fetch_apicurio.py` gets the registry"),
    pytest.mark.skipif(JAVA is None, reason=f"an Apicurio Registry needs Java {NEEDED} or newer"),
]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("apicurio") / "log.txt"
    command = [str(JAVA), "-Xmx512m", "-Dquarkus.http.host=127.0.0.1", f"-Dquarkus.http.port={port}",
               "-Dquarkus.management.host=127.0.0.1", "-Dquarkus.management.port=0",
               "-jar", str(FOLDER / "quarkus-run.jar")]
    address = f"http://127.0.0.1:{port}/apis/ccompat/v7"
    with log.open("w") as out, subprocess.Popen(command, stdout=out, stderr=out, cwd=log.parent) as server:
        try:
            deadline = monotonic() + 4 * PATIENCE
            while not _answers(address):
                assert server.poll() is None, log.read_text("utf-8")[-2000:]
                assert monotonic() < deadline, "it does not start"
                sleep(0.2)
            yield address
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/subjects").status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def run(desk: Desk, url: str, *, dry_run: bool = False) -> Published:
    with Connection(url) as connection:
        return publish(Client(connection), histories(desk), dry_run=dry_run)


def outcomes(done: Published) -> list[tuple[Any, ...]]:
    return [(row.subject, *row.releases, row.outcome, row.version) for row in done.rows]


def named(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema under a name of its own, as all tests share the registry."""
    return {**schema, "name": name}


def test_a_repository_is_published_once(desk: Desk, url: str) -> None:
    package(desk, {"1.0.0": named("Once", V1), "1.1.0": named("Once", V2)}, mode="FULL_TRANSITIVE")
    foretold = run(desk, url, dry_run=True)
    assert foretold.changed == 3
    first = desk.govtool("publish", "--registry", url, "--format", "json")
    assert first.code == 0, first.out + first.err
    rows = json.loads(first.out)["subjects"][1:]
    assert [(row["outcome"], row["version"]) for row in rows] == [("registered", 1), ("registered", 2)]
    for row, schema in zip(rows, (V1, V2), strict=True):
        known = httpx.get(f"{url}/schemas/ids/{row['id']}").json()
        assert json.loads(known["schema"]) == named("Once", schema)
    assert httpx.get(f"{url}/config/com.example.orders.Once").json() == {"compatibilityLevel": "FULL_TRANSITIVE"}
    second = desk.govtool("publish", "--registry", url)
    assert second.code == 0
    assert f"nothing to do: {url} has it all" in second.out


def test_an_incompatible_release_is_refused_by_the_registry_as_the_dry_run_said(desk: Desk, url: str) -> None:
    package(desk, {"1.0.0": named("Refused", V1), "1.1.0": named("Refused", BROKEN)})
    foretold = run(desk, url, dry_run=True)
    done = run(desk, url)
    assert [finding.rule for finding in done.findings] == [finding.rule for finding in foretold.findings] == [
        "registry-incompatible"]
    assert "status 409, error code 409" in done.findings[0].reason
    assert [row[-2:] for row in outcomes(done)] == [("set", None), ("registered", 1), ("refused", None)]
    asked = run(desk, url, dry_run=True)
    assert [finding.rule for finding in asked.findings] == ["registry-incompatible"]
    assert desk.govtool("publish", "--registry", url).code == 1


def test_drift_is_told(desk: Desk, url: str) -> None:
    package(desk, {"1.0.0": named("Drifting", V1)})
    run(desk, url)
    subject = f"{url}/subjects/com.example.orders.Drifting"
    httpx.post(f"{subject}/versions", json={"schema": json.dumps(named("Drifting", V2))}).raise_for_status()
    httpx.put(f"{url}/config/com.example.orders.Drifting", json={"compatibility": "NONE"}).raise_for_status()
    done = run(desk, url)
    assert [finding.rule for finding in done.findings] == ["registry-version-unknown"]
    assert (done.rows[0].outcome, done.rows[0].level, done.rows[0].was) == ("set", "FULL", "NONE")


def test_the_contracts_of_this_repository_are_published_whole(url: str) -> None:
    desk = Desk(Path(__file__).parents[1])
    first, second = run(desk, url), run(desk, url)
    assert first.stopped is None
    assert first.findings == []
    assert first.changed == len(first.rows)
    assert (second.changed, second.findings) == (0, [])
    assert {(row.subject, row.releases, row.version, row.id) for row in first.rows if row.releases} == {
        (row.subject, row.releases, row.version, row.id) for row in second.rows}


def text(schema: Any, **more: Any) -> dict[str, Any]:
    return {"schema": json.dumps(schema), **more}


S = quote("calls-value")
CALLS: list[tuple[str, str, Any]] = [
    ("GET", f"/subjects/{S}/versions", None),
    ("POST", f"/subjects/{S}", text(V1)),
    ("PUT", f"/config/{S}", {"compatibility": "FULL_TRANSITIVE"}),
    ("GET", f"/config/{S}", None),
    ("POST", f"/compatibility/subjects/{S}/versions/latest", text(V1)),
    ("POST", f"/subjects/{S}/versions", text(V1)),
    ("POST", f"/subjects/{S}/versions", {"schema": json.dumps(V1, indent=2)}),
    ("POST", f"/subjects/{S}", {"schema": json.dumps(V1, indent=2)}),
    ("POST", f"/subjects/{S}", text(V2)),
    ("POST", f"/compatibility/subjects/{S}/versions/latest", text(V2)),
    ("POST", f"/compatibility/subjects/{S}/versions", text(BROKEN)),
    ("POST", f"/compatibility/subjects/{S}/versions/latest", text(BROKEN)),
    ("POST", f"/compatibility/subjects/{S}/versions/9", text(BROKEN)),
    ("POST", f"/subjects/{S}/versions", text(V2)),
    ("POST", f"/subjects/{S}/versions", text(BROKEN)),
    ("POST", f"/subjects/{S}/versions", text({"type": "nothing"})),
    ("POST", f"/subjects/{S}/versions", {"schema": "{"}),
    ("GET", f"/subjects/{S}/versions", None),
    ("GET", f"/subjects/{S}/versions/1", None),
    ("GET", f"/subjects/{S}/versions/latest", None),
    ("GET", f"/subjects/{S}/versions/2/schema", None),
    ("GET", f"/subjects/{S}/versions/9", None),
    ("GET", "/subjects/nowhere/versions", None),
    ("GET", "/subjects/nowhere/versions/1", None),
    ("POST", "/subjects/nowhere", text(V1)),
    ("GET", "/schemas/ids/987654321", None),
    ("PUT", f"/config/{S}", {"compatibility": "SIDEWAYS"}),
    ("PUT", "/config", {"compatibility": "SIDEWAYS"}),
    ("GET", "/mode", None),
    ("POST", "/subjects/counted-value/versions", text(COUNTED, schemaType="JSON")),
    ("POST", "/subjects/counted-value/versions", text(COUNTED, schemaType="JSON")),
    ("POST", "/subjects/counted-value", text(COUNTED, schemaType="JSON")),
    ("GET", "/subjects/counted-value/versions/1", None),
    ("POST", "/subjects/using-value/versions",
     text(record(field("order", "com.example.orders.Order"), name="Using"),
          references=[{"name": "com.example.orders.Order", "subject": "calls-value", "version": 1}])),
    ("POST", "/subjects/using-value/versions",
     text(record(field("order", "com.example.orders.Other"), name="Using"),
          references=[{"name": "com.example.orders.Other", "subject": "nowhere", "version": 1}])),
    ("GET", "/subjects/using-value/versions/latest", None),
    ("DELETE", f"/subjects/{S}/versions/1", None),
]
TOLD = ("is_compatible", "compatibility", "compatibilityLevel", "mode", "subject", "references", "name", "fields")
"""Not the ids, which are each registry's own, nor the text, which each writes in its way, nor what only one adds."""


def said(url: str, method: str, path: str, body: Any) -> tuple[int, Any]:
    """The status, with the error code of a refusal or what a success says."""
    answer = httpx.request(method, url + path, json=body)
    data = answer.json()
    if answer.is_error:
        return answer.status_code, data["error_code"]
    if not isinstance(data, dict):
        return answer.status_code, data
    version = [data["version"]] if "subject" in data else []
    return answer.status_code, ({key: data[key] for key in TOLD if key in data}, version)


def test_our_registry_answers_as_this_one_does(url: str) -> None:
    with served(application(Registry())) as ours:
        for method, path, body in CALLS:
            assert said(ours, method, path, body) == said(url, method, path, body), f"{method} {path} {body}"
