"""Registries and other servers on a free port of this machine, and packages of schemas to publish."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Thread
from time import monotonic, sleep
from typing import Any

import uvicorn
from conftest import Desk

from govtool.catalog.repository import open_repository
from govtool.config import Config
from govtool.registry.publish_plan import History, plan
from govtool.serve import Application, address, bound

PATIENCE = 30
"""Seconds: far more than any start takes."""


@contextmanager
def served(application: Application) -> Iterator[str]:
    """An ASGI application on a real port for as long as the block runs; gives its URL."""
    taken = bound("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(application, lifespan="off", log_level="critical", ws="none",
                                           timeout_graceful_shutdown=1))
    thread = Thread(target=server.run, kwargs={"sockets": [taken]})
    thread.start()
    deadline = monotonic() + PATIENCE
    while not server.started and monotonic() < deadline:
        sleep(0.005)
    try:
        yield address(taken)
    finally:
        server.should_exit = True
        thread.join()
        taken.close()


def record(*fields: Mapping[str, Any], name: str = "Order") -> dict[str, Any]:
    """An Avro record in a namespace."""
    return {"type": "record", "name": name, "namespace": "com.example.orders", "fields": list(fields)}


def field(name: str, type_: Any = "string", **more: Any) -> dict[str, Any]:
    """A field of one."""
    return {"name": name, "type": type_, **more}


def package(desk: Desk, releases: Mapping[str, Any], working: Any = None, *, name: str = "orders", mode: str = "FULL",
            file: str = "Order.avsc") -> None:
    """A package of one Avro file: its releases by version, the oldest first, and what is in the working tree."""
    folder, mode_line = f"contracts/{name}/v1", f"compatibilityMode: {mode}\n" if mode else ""
    version = [*releases, "9.0.0"][-2 if releases else -1]
    desk.write(f"{folder}/contract.yaml", f"name: {name}\nversion: {version}\nowner: group:orders\n{mode_line}")
    desk.write(f"{folder}/{file}", json.dumps(working or list(releases.values())[-1]))
    previous = None
    for label, schema in releases.items():
        desk.write(f"{folder}/releases/{label}/{file}", json.dumps(schema))
        desk.write(f"{folder}/releases/{label}/release.json",
                   json.dumps({"contract": name, "version": label, "previous": previous, "files": {}}))
        previous = label


def histories(desk: Desk, *, unreleased: bool = False) -> list[History]:
    """What `publish` would bring into a registry."""
    return list(plan(open_repository(desk.root, Config()), (), desk.root, unreleased=unreleased).subjects.values())
