"""The mock over a real socket: the command, hostile clients, and how it ends."""

import json
import re
import shlex
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from conftest import ENVIRONMENT, Desk
from mock_client import exchanged, served

API = """openapi: 3.1.0
info: {title: Bolts, version: 1.2.0}
paths:
  /bolts/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {'200': {description: d, content: {application/json: {schema: {type: object}, example: {id: 1}}}}}
  /bolts:
    post:
      requestBody: {content: {application/json: {schema: {type: object, required: [name]}}}}
      responses: {'201': {description: d}}
"""
GET = b"GET /bolts/1 HTTP/1.1\r\nHost: x\r\n\r\n"
CUT_OFF = (b"HTTP/1.1 400", b"")
"""What a client sees that is sent away while it still sends: the answer, or only that the connection has gone."""
LAST = b"GET /bolts/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def test_a_run_is_a_report(desk: Desk) -> None:
    desk.write("api.yaml", API)
    command = [
        sys.executable,
        "-m",
        "govtool",
        "mock",
        "api.yaml",
        "--port",
        "0",
        "--warm",
        "--output",
        "json=run.json",
        "--output",
        "junit=run.xml",
    ]
    process = subprocess.Popen(
        command,
        cwd=desk.root,
        env={**ENVIRONMENT, "HOME": str(desk.root)},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    first, *lines = (next(process.stdout).rstrip() for _ in range(5))
    address = first.removeprefix("listening on ")
    port = int(address.rpartition(":")[2])
    assert lines[:3] == ["Bolts 1.2.0", "  GET     /bolts/{id}", "  POST    /bolts"]
    done = subprocess.run(shlex.split(lines[3]), capture_output=True, text=True, check=True)
    assert done.stdout == '{"id":1}'
    body = b'{"id": 5}'
    head = b"POST /bolts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n"
    post = head + b"Content-Length: %d\r\n\r\n"
    assert b"422 Unprocessable" in exchanged("127.0.0.1", port, post % len(body) + body)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "2 requests, 2 of 2 operations called, 1 violation" in out
    assert "body: `name` is missing (required) x 1" in out
    assert re.search(r"^POST /bolts 422 \d+\.\d ms  body : `name` is missing$", err, re.MULTILINE)
    rules = [finding["rule"] for finding in json.loads((desk.root / "run.json").read_text("utf-8"))["findings"]]
    assert rules == ["request-violation"]
    assert "request-violation" in (desk.root / "run.xml").read_text("utf-8")


def test_a_port_in_use_is_said(desk: Desk) -> None:
    desk.write("api.yaml", API)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = desk.govtool("mock", "api.yaml", "--port", str(taken.getsockname()[1]))
    assert done.code == 2
    assert "cannot listen on 127.0.0.1" in done.err
    assert "--port" in done.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("openapi: 3.1.0\npaths: {a: [}\n", "line 2"),
        ("openapi: 3.1.0\npaths: {}\n", "has no paths"),
        ("", "cannot be read"),
    ],
)
def test_what_cannot_be_served_is_said(desk: Desk, text: str, told: str) -> None:
    desk.write("api.yaml", text)
    done = desk.govtool("mock", "api.yaml", "--port", "0")
    assert done.code == 2
    assert told in done.err


def test_nothing_to_serve_is_said(desk: Desk) -> None:
    assert desk.govtool("mock", "--port", "0").code == 2
    assert "no file or folder `nowhere.yaml`" in desk.govtool("mock", "nowhere.yaml", "--port", "0").err


def test_a_document_with_errors_is_served_as_far_as_it_goes(desk: Desk) -> None:
    broken = "{get: {parameters: [{$ref: '#/nowhere'}], responses: {'200': {$ref: '#/none'}}}}"
    wrong = "{get: {responses: {'200': {content: {application/json: {schema: {type: int}}}}}}}"
    desk.write("api.yaml", f"{API}  /broken: {broken}\n  /wrong: {wrong}\n")
    with served("api.yaml", cwd=desk.root) as (host, port):
        assert b"200 OK" in exchanged(host, port, LAST)
        assert b"HTTP/1.1 2" in exchanged(host, port, LAST.replace(b"/bolts/1", b"/broken"))
        assert b"HTTP/1.1 " in exchanged(host, port, LAST.replace(b"/bolts/1", b"/wrong"))


def test_hostile_clients_are_bounded(desk: Desk) -> None:
    desk.write("api.yaml", API)
    with served("api.yaml", cwd=desk.root) as (host, port):
        assert exchanged(host, port, GET * 50 + LAST).count(b"200 OK") == 51  # pipelined
        large = LAST.replace(b"Host: x", b"Host: x\r\nX-Large: " + b"a" * 70_000)
        assert b"431" in exchanged(host, port, large)[:40]
        assert exchanged(host, port, b"GET / HTTP/1.1\r\nX: " + b"a" * 3_000_000)[:12] in CUT_OFF
        many = b"".join(b"X-%d: a\r\n" % at for at in range(300_000))
        assert exchanged(host, port, b"GET / HTTP/1.1\r\n" + many)[:12] in CUT_OFF
        post = (
            b"POST /bolts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n{"
        )
        assert b"413" in exchanged(host, port, post)[:40]
        assert b"400 Bad Request" in exchanged(host, port, b"NONSENSE\r\n\r\n")
        assert b"400 Bad Request" in exchanged(host, port, b"\x16\x03\x01\x02\x00\x01\x00" * 20 + b"\r\n\r\n")
        chunked = (
            b"POST /bolts HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
            b'Connection: close\r\n\r\n5\r\n{"nam\r\n6\r\ne": 1}\r\n0\r\n\r\n'
        )
        assert b"201 Created" in exchanged(host, port, chunked)
        idle = [socket.create_connection((host, port), timeout=10) for _ in range(200)]
        slow = socket.create_connection((host, port), timeout=10)
        slow.sendall(chunked[:-20])  # its end never comes
        gone = socket.create_connection((host, port), timeout=10)
        gone.sendall(chunked[:-20])
        gone.close()
        found: list[bytes] = []
        clients = [
            threading.Thread(target=lambda: found.append(exchanged(host, port, GET * 20 + LAST))) for _ in range(8)
        ]
        for client in clients:
            client.start()
        for client in clients:
            client.join(timeout=30)
        assert [each.count(b"200 OK") for each in found] == [21] * 8
        for each in (*idle, slow):
            each.close()


def test_the_shipped_contracts_are_served_together() -> None:
    root = Path(__file__).parents[1]
    with served("contracts/", "--warm", cwd=root) as (host, port):
        for path in (b"/v1/production-orders/1", b"/production-order/v1/production-orders/1"):
            assert b"401 Unauthorized" in exchanged(host, port, LAST.replace(b"/bolts/1", path))
