"""What clients register is on the disk before it is told, and a server that is killed leaves one state or the other."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import Desk
from registry_calls import avro, call, record, served

from govtool.catalog.repository import Repository
from govtool.config import Config
from govtool.errors import UserError
from govtool.registry.application import application
from govtool.registry.repository import registry_of
from govtool.registry.state import Registry
from govtool.registry.store import Store
from govtool.source.tree import MemoryTree


def known(url: str) -> dict[str, Any]:
    """All that a server tells of what it knows."""
    paths = ("/schemas?deleted=true", "/config", "/config/a", "/mode", "/mode/a", "/subjects?deletedOnly=true")
    return {path: httpx.get(url + path).json() for path in paths}


def test_a_server_that_is_started_again_knows_what_it_was_told(tmp_path: Path) -> None:
    with served(tmp_path, "--store", "store.json") as (url, process):
        first = httpx.post(f"{url}/subjects/a/versions", json=avro(record("id"))).json()
        httpx.post(f"{url}/subjects/b/versions", json={
            **avro({"type": "array", "items": "Order"}, references=[{"name": "Order", "subject": "a", "version": 1}]),
            "metadata": {"properties": {"owner": "me"}}})
        httpx.post(f"{url}/subjects/c/versions", json={"schema": '{"type": "object"}', "schemaType": "JSON"})
        httpx.put(f"{url}/config/a", json={"compatibility": "FULL"})
        httpx.put(f"{url}/config", json={"compatibility": "NONE"})
        httpx.put(f"{url}/mode/a", json={"mode": "READONLY"})
        httpx.delete(f"{url}/subjects/c")
        before = known(url)
        process.kill()
        process.wait()
    with served(tmp_path, "--store", "store.json") as (url, _):
        assert known(url) == before
        assert httpx.post(f"{url}/subjects/a", json=avro(record("id"))).json()["id"] == first["id"]
        c = httpx.post(f"{url}/subjects/c/versions", json=avro("int")).json()
        assert c["version"] == 2


def test_without_a_store_all_is_gone_and_the_id_is_the_same_when_it_comes_back(tmp_path: Path) -> None:
    ids = []
    for _ in range(2):
        with served(tmp_path) as (url, _process):
            assert httpx.get(f"{url}/subjects").json() == []
            ids.append(httpx.post(f"{url}/subjects/a/versions", json=avro(record("id"))).json()["id"])
    assert ids[0] == ids[1]


DYING = """
import os, sys
from pathlib import Path
from govtool.registry.schema import Schema
from govtool.registry.state import Registry
from govtool.registry.store import Store

name, store = sys.argv[1], Store(Path(sys.argv[2]))
registry = store.load()
registry.register("a", Schema("AVRO", '"int"'))
registry.settings.configure("a", {"compatibility": "NONE"})
def dies(*_, **__):
    os.kill(os.getpid(), 9)
target = {"write": (os, "fdopen"), "fsync": (os, "fsync"), "replace": (Path, "replace")}[name]
setattr(*target, dies)
store.save(registry)
"""


@pytest.mark.skipif(os.name != "posix", reason="a process kills itself")
@pytest.mark.parametrize("place", ["write", "fsync", "replace"])
def test_whoever_is_killed_while_writing_leaves_the_old_state(tmp_path: Path, place: str) -> None:
    path = tmp_path / "store.json"
    registry = Registry()
    registry.settings.configure("a", {"compatibility": "FULL"})
    Store(path).save(registry)
    before = path.read_bytes()
    done = subprocess.run([sys.executable, "-c", DYING, place, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == before
    assert Store(path).load().settings.config("a") == {"compatibilityLevel": "FULL"}


def test_a_change_that_cannot_be_stored_is_taken_back() -> None:
    registry = Registry()
    full = True

    def changed(_: Registry) -> None:
        if full:
            raise OSError(28, "No space left on device")

    app = application(registry, changed)
    reply = call(app, "POST", "/subjects/a/versions", avro(record("id")))
    assert reply.outcome == (500, 50001)
    assert "No space left" in reply.data["message"]
    assert call(app, "GET", "/subjects").data == []
    assert call(app, "PUT", "/config", {"compatibility": "NONE"}).status == 500
    assert call(app, "GET", "/config").data == {"compatibilityLevel": "BACKWARD"}
    full = False
    assert call(app, "POST", "/subjects/a/versions", avro(record("id"))).status == 200


def test_two_writers_of_one_file_lose_nothing(tmp_path: Path) -> None:
    one, two = (Store(tmp_path / "store.json") for _ in range(2))
    first, second = application(one.load(), one.save), application(two.load(), two.save)
    assert call(first, "POST", "/subjects/a/versions", avro("int")).status == 200
    reply = call(second, "POST", "/subjects/b/versions", avro("int"))
    assert reply.outcome == (500, 50001)
    assert "another program" in reply.data["message"]
    assert Store(tmp_path / "store.json").load().names() == ["a"]
    assert call(first, "POST", "/subjects/b/versions", avro("int")).status == 200


def test_only_what_changes_something_is_written() -> None:
    written: list[int] = []
    app = application(Registry(), lambda registry: written.append(len(registry.schemas)))
    for _ in range(3):
        call(app, "POST", "/subjects/a/versions", avro(record("id")))
    call(app, "POST", "/subjects/a", avro(record("id")))
    call(app, "POST", "/compatibility/subjects/a/versions", avro("int"))
    call(app, "POST", "/subjects/a/versions", avro("int"))
    assert written == [1]


EMPTY = {"govtoolRegistry": 1, "configs": {}, "modes": {}, "schemas": [], "versions": []}
LOST = {"subject": "a", "version": 1, "id": 7, "deleted": False}


@pytest.mark.parametrize("text", [
    "", "{", "[]", "{}", '{"govtoolRegistry": 1}', json.dumps({**EMPTY, "govtoolRegistry": 2}),
    json.dumps({**EMPTY, "schemas": [1]}), json.dumps({**EMPTY, "versions": [LOST]}),
])
def test_a_file_that_is_no_store_is_told_and_left_alone(desk: Desk, text: str) -> None:
    path = desk.write("store.json", text)
    with pytest.raises(UserError):
        Store(path).load()
    done = desk.govtool("registry", "serve", "--port", "0", "--store", "store.json")
    assert (done.code, done.out) == (2, "")
    assert "store.json" in done.err
    assert path.read_text("utf-8") == text


def test_a_store_keeps_its_versions_when_the_repository_grows(tmp_path: Path) -> None:
    def repository(data: Any) -> Repository:
        return Repository(MemoryTree({"Order.avsc": json.dumps(data).encode()}), Config())

    store = Store(tmp_path / "store.json")
    registry, _ = registry_of(repository(record("id")), store.load())
    registry.register("Order", registry.schema(registry.version("Order", 1).id))
    call(application(registry), "POST", "/subjects/Order/versions", avro(record("id", ("mine", 0))))
    store.save(registry)
    again, problems = registry_of(repository(record("id", ("theirs", 0))), store.load())
    texts = [json.loads(again.schema(one.id).text) for one in again.versions("Order")]
    assert texts == [record("id"), record("id", ("mine", 0)), record("id", ("theirs", 0))]
    assert problems == []
