"""Calls to the registry: in the process as a server makes them, and over a socket to one that was started."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from conftest import ENVIRONMENT

from govtool.serve import Application

V1 = "application/vnd.schemaregistry.v1+json"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)

    @property
    def outcome(self) -> tuple[int, int | None]:
        """The status and the error code."""
        return self.status, self.data.get("error_code") if isinstance(self.data, dict) else None


def call(application: Application, method: str, target: str, body: Any = None, *,
         headers: Mapping[str, str] | None = None, chunks: list[bytes] | None = None) -> Reply:
    """One request; the body is sent as JSON, or as it is in chunks."""
    path, _, query = target.partition("?")
    sent = chunks if chunks is not None else [b"" if body is None else json.dumps(body).encode()]
    given = {"content-type": V1, **(headers or {})}
    scope = {"type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": query.encode(),
             "headers": [(name.encode(), value.encode()) for name, value in given.items()]}
    incoming = iter(enumerate(sent, 1))
    outgoing: list[Any] = []

    async def receive() -> dict[str, Any]:
        number, chunk = next(incoming)
        return {"type": "http.request", "body": chunk, "more_body": number < len(sent)}

    async def send(message: Any) -> None:
        outgoing.append(message)

    async def answered() -> None:
        await application(scope, receive, send)

    with pytest.raises(StopIteration):  # nothing in it waits, so that no loop is needed
        answered().send(None)
    start, *rest = outgoing
    told = {name.decode(): value.decode() for name, value in start["headers"]}
    return Reply(start["status"], told, b"".join(message["body"] for message in rest))


def part(name: str) -> str:
    """A name as a part of a path."""
    return quote(name, safe="")


def avro(data: Any, **more: Any) -> dict[str, Any]:
    """The body of a request with an Avro schema."""
    return {"schema": json.dumps(data), **more}


def record(*fields: Any, name: str = "Order") -> dict[str, Any]:
    """A record; a field is a name, or a name and a default of type int."""
    listed = [{"name": field, "type": "int"} if isinstance(field, str)
              else {"name": field[0], "type": "int", "default": field[1]} for field in fields]
    return {"type": "record", "name": name, "fields": listed}


@contextmanager
def served(root: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`govtool registry serve` in a folder, with its URL; ended at the end."""
    command = [sys.executable, "-m", "govtool", "registry", "serve", "--port", "0", *options]
    with subprocess.Popen(command, cwd=root, env={**ENVIRONMENT, "HOME": str(root)}, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            if not line:
                assert process.stderr is not None
                raise AssertionError(process.stderr.read())
            yield line.split()[-1], process
        finally:
            process.kill()
