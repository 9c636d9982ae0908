"""A mock to be asked in process, and one on a real port: what the tests of the mock share."""

import asyncio
import json
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from conftest import ENVIRONMENT

from govtool.mock.app import application
from govtool.mock.plan import Settings
from govtool.model.contract import Contract
from govtool.model.facts import NO_FACTS, Facts
from govtool.model.read import read
from govtool.source.refs import Bundle
from govtool.source.tree import MemoryTree


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)

    @property
    def keywords(self) -> list[str]:
        return [each["keyword"] for each in self.data.get("violations", ())]

    def header(self, name: str) -> str:
        return ", ".join(value for key, value in self.headers if key == name)


class Mock:
    """A mock in process."""

    def __init__(self, *contracts: Contract, **settings: Any) -> None:
        self.said: list[str] = []
        self.app = application(contracts, Settings(**{"say": self.said.append, **settings}))

    def ask(self, line: str, body: bytes | str | dict[str, Any] | list[Any] = b"", **headers: str) -> Reply:
        """`ask("GET /x?y=1", accept="text/plain")`; data is sent as JSON, `_` in names of headers is `-`."""
        method, _, target = line.partition(" ")
        path, _, query = target.partition("?")
        if isinstance(body, dict | list):
            body, headers = json.dumps(body), {"content_type": "application/json", **headers}
        raw = body.encode() if isinstance(body, str) else body
        sent = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
        if raw:
            sent.append((b"content-length", str(len(raw)).encode()))
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": sent,
        }
        return asyncio.run(self._asked(scope, raw))

    async def _asked(self, scope: dict[str, Any], body: bytes) -> Reply:
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        start, content = sent
        headers = tuple((name.decode(), value.decode("latin-1")) for name, value in start["headers"])
        return Reply(start["status"], headers, content["body"])


def contract(document: str | Mapping[str, Any], identity: str = "", facts: Facts = NO_FACTS) -> Contract:
    """A contract that stands alone, as text or data."""
    text = document if isinstance(document, str) else json.dumps(document)
    return read(Bundle(MemoryTree({"api.yaml": text.encode()})), "api.yaml", facts, identity)


def mock(document: str | Mapping[str, Any], **settings: Any) -> Mock:
    """The mock of one document."""
    return Mock(contract(document), **settings)


def api(paths: str, version: str = "3.1.0", **more: Any) -> dict[str, Any]:
    """A document around its paths, which are written as YAML."""
    return {"openapi": version, "info": {"title": "T", "version": "1.0.0"}, "paths": yaml.safe_load(paths), **more}


@contextmanager
def served(*arguments: str, cwd: Path) -> Iterator[tuple[str, int]]:
    """`govtool mock` on a free port of its own; gives the host and the port."""
    command = [sys.executable, "-m", "govtool", "mock", *arguments, "--port", "0", "--quiet"]
    process = subprocess.Popen(
        command, cwd=cwd, env={**ENVIRONMENT, "HOME": str(cwd)}, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        line = next(line for line in process.stdout if line.startswith("listening on "))
        host, _, port = line.rpartition("/")[2].strip().partition(":")
        yield host, int(port)
    finally:
        process.terminate()
        process.communicate(timeout=20)


def exchanged(host: str, port: int, sent: bytes, *, seconds: float = 10) -> bytes:
    """All that a server sends back until it closes; TimeoutError where it does not."""
    with socket.create_connection((host, port), timeout=seconds) as connection:
        found = b""
        try:
            connection.sendall(sent)
            while chunk := connection.recv(65536):
                found += chunk
        except ConnectionError:
            pass
        return found
