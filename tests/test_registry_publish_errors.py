"""`publish` against servers that fail, refuse, answer nonsense or never end: one clear line each, and no traceback."""

import base64
import json
import socket
import sys
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from conftest import Desk
from registry_servers import field, histories, package, record, served

from govtool.errors import UserError
from govtool.registry import connection as connections
from govtool.registry.application import application
from govtool.registry.client import Client
from govtool.registry.connection import AUTH, Connection
from govtool.registry.publish import publish
from govtool.registry.publish_told import closing
from govtool.registry.state import Registry
from govtool.serve import Application, Receive, Scope, Send

V1 = record(field("orderId"))
V2 = record(field("orderId"), field("note", ["null", "string"], default=None))
SUBJECT = "com.example.orders.Order"
Answer = tuple[int, bytes, Mapping[str, str]]


def answering(answer: Callable[[str, str, Mapping[str, str]], Answer | None], behind: Application | None = None
              ) -> Application:
    """A server that answers so; where it gives no answer, the one behind it does."""

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"]}
        found = answer(scope["method"], scope["path"], headers)
        if found is None:
            assert behind is not None
            await behind(scope, receive, send)
            return
        status, body, more = found
        told = [(name.encode(), value.encode()) for name, value in more.items()]
        await send({"type": "http.response.start", "status": status, "headers": told})
        await send({"type": "http.response.body", "body": body})

    return respond


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long would have been waited between tries."""
    pauses: list[float] = []
    monkeypatch.setattr(connections, "sleep", pauses.append)
    return pauses


def refusal(url: str, credentials: str = "") -> UserError:
    with Connection(url, credentials) as connection:
        done = publish(Client(connection), [], dry_run=False)
    assert isinstance(done.stopped, UserError)
    return done.stopped


def test_a_registry_that_is_not_there_is_said(desk: Desk) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    package(desk, {"1.0.0": V1})
    done = desk.govtool("publish", "--registry", url)
    assert done.code == 2
    assert f"error: no registry answers at {url}" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(("status", "body", "words"), [
    (401, b'{"error_code":40101,"message":"Unauthorized"}', "refuses these credentials: Unauthorized"),
    (403, b"<html>no</html>", "refuses these credentials: status 403"),
    (500, b'{"error_code":50001,"message":"Error in the backend data store"}', "Error in the backend data store"),
    (503, b"", "fails: status 503"),
    (200, b"<html>Welcome</html>", "is no schema registry: no JSON"),
    (200, b"[" * 100_000, "is no schema registry: no JSON"),
    (200, b"\xff\xfe", "is no schema registry: no JSON"),
    (200, b"[]", "is no schema registry"),
    (200, b'{"compatibilityLevel": 7}', "is no schema registry"),
    (404, b'{"detail":"Not Found"}', "is no schema registry"),
    (418, b"null", "is no schema registry"),
])
def test_every_answer_that_is_none_is_said_in_one_line(status: int, body: bytes, words: str) -> None:
    with served(answering(lambda *_: (status, body, {}))) as url:
        refused = refusal(url)
    assert words in refused.message
    assert "\n" not in refused.message
    assert len(refused.message) < 400


def test_what_passes_is_tried_again_and_nothing_for_ever(no_pause: list[float]) -> None:
    asked: list[str] = []

    def answer(_method: str, path: str, _headers: Mapping[str, str]) -> Answer | None:
        asked.append(path)
        return (503, b"", {"retry-after": "2"}) if len(asked) < 3 else None

    with served(answering(answer, application(Registry()))) as url, Connection(url) as connection:
        assert publish(Client(connection), [], dry_run=False).stopped is None
    assert asked == ["/config"] * 3
    assert no_pause == [2.0, 2.0]


def test_nobody_makes_us_wait_for_long(no_pause: list[float]) -> None:
    with served(answering(lambda *_: (429, b"", {"retry-after": "9999"}))) as url:
        refusal(url)
    assert len(no_pause) == 2
    assert max(no_pause) <= 5


@pytest.mark.parametrize("to", ["/config", "http://elsewhere.example.com/config?token=secret"])
def test_no_redirect_is_followed(to: str) -> None:
    with served(answering(lambda *_: (302, b"", {"location": to}))) as url:
        refused = refusal(url, "user:password")
    assert "sends us on to" in refused.message
    assert "secret" not in refused.message


def test_an_answer_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_LARGEST", 100_000)
    with served(answering(lambda *_: (200, b" " * 200_000, {}))) as url:
        assert "does not end" in refusal(url).message


@pytest.mark.parametrize(("credentials", "header"), [
    ("user:pässword:more", "Basic " + base64.b64encode("user:pässword:more".encode()).decode()),
    ("Bearer abc.def", "Bearer abc.def"), ("Basic dXNlcjpw", "Basic dXNlcjpw"), ("", None), ("  \n", None),
])
def test_credentials_are_sent_as_they_are_meant(credentials: str, header: str | None) -> None:
    seen: list[str | None] = []

    def answer(_method: str, _path: str, headers: Mapping[str, str]) -> Answer | None:
        seen.append(headers.get("authorization"))
        return None

    with served(answering(answer, application(Registry()))) as url, Connection(url, credentials) as connection:
        Client(connection).global_level()
    assert seen == [header]


@pytest.mark.parametrize("credentials", ["s3cret", "user:s3\ncret", "Bearer s3crét\x00"])
def test_credentials_are_never_shown(desk: Desk, credentials: str) -> None:
    package(desk, {"1.0.0": V1})
    env = {AUTH: credentials} if "\0" not in credentials else {AUTH: "Bearer s3cr\x01et"}
    with served(answering(lambda *_: (401, b"", {}))) as url:
        for arguments in ((), ("--dry-run",)):
            done = desk.govtool("-v", "publish", "--registry", url, *arguments, env=env)
            assert done.code == 2
            assert "s3" not in done.out + done.err
        good = desk.govtool("publish", "--registry", url, env={AUTH: "user:s3cret"})
        assert good.code == 2
        assert AUTH in good.err
        assert "s3cret" not in good.out + good.err


def test_credentials_in_the_url_are_refused_and_not_shown(desk: Desk) -> None:
    package(desk, {"1.0.0": V1})
    done = desk.govtool("publish", "--registry", "https://user:s3cret@registry.example.com")
    assert done.code == 2
    assert AUTH in done.err
    assert "s3cret" not in done.err


@pytest.mark.parametrize("url", ["", "registry", "ftp://x", "http://", "http://[::1", "http://x:99999", "http://x?a=b",
                                 "file:///etc/passwd"])
def test_what_is_no_url_of_a_registry_is_refused(url: str) -> None:
    with pytest.raises(UserError, match="is no URL of a registry"):
        Connection(url)


@pytest.mark.parametrize("written", [0, 1, 2, 3])
def test_a_run_that_is_cut_off_tells_what_was_done_and_the_next_one_goes_on(desk: Desk, written: int) -> None:
    """The registry fails for good after so many writes: a level, two versions, and the level of a second subject."""
    package(desk, {"1.0.0": V1, "1.1.0": V2})
    package(desk, {"1.0.0": record(field("id"), name="Z")}, name="z", file="Z.avsc")
    writes: list[str] = []
    is_broken = True

    def answer(method: str, path: str, _headers: Mapping[str, str]) -> Answer | None:
        if method == "PUT" or (path.endswith("/versions") and method == "POST"):
            if is_broken and len(writes) >= written:
                return 500, b'{"error_code":50001,"message":"the disk is full"}', {}
            writes.append(path)
        return None

    with served(answering(answer, application(Registry()))) as url:
        with Connection(url) as connection:
            done = publish(Client(connection), histories(desk), dry_run=False)
        assert isinstance(done.stopped, UserError)
        assert "the disk is full" in done.stopped.message
        assert done.changed == written == len(writes)
        assert f"stopped after {written} version" in closing(done)
        shown = desk.govtool("publish", "--registry", url, "--format", "json")
        assert shown.code == 2
        assert "the disk is full" in shown.err
        assert "the disk is full" in json.loads(shown.out)["stopped"]
        is_broken = False
        with Connection(url) as connection:
            again = publish(Client(connection), histories(desk), dry_run=False)
        assert (again.stopped, again.changed) == (None, 5 - written)


def test_an_interruption_keeps_what_was_done(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    package(desk, {"1.0.0": V1, "1.1.0": V2})
    register = Client.register

    def interrupted(self: Client, subject: str, schema: Any) -> Any:
        if "note" in schema.text:
            raise KeyboardInterrupt
        return register(self, subject, schema)

    monkeypatch.setattr(Client, "register", interrupted)
    with served(application(Registry())) as url, Connection(url) as connection:
        done = publish(Client(connection), histories(desk), dry_run=False)
    assert isinstance(done.stopped, KeyboardInterrupt)
    assert done.changed == 2
    assert "interrupted" in closing(done)


@pytest.mark.parametrize(("path", "method", "answer"), [
    (f"/config/{SUBJECT}", "PUT", (422, b'{"error_code":42203,"message":"Invalid compatibility level"}')),
    (f"/subjects/{SUBJECT}/versions", "POST", (422, b'{"error_code":42205,"message":"read-only"}')),
    (f"/subjects/{SUBJECT}/versions", "POST", (413, b"too large")),
])
def test_what_the_registry_refuses_is_a_finding_with_its_words(
    desk: Desk, path: str, method: str, answer: tuple[int, bytes]
) -> None:
    package(desk, {"1.0.0": V1, "1.1.0": V2})
    refusing = answering(lambda asked, at, _: (*answer, {}) if (at, asked) == (path, method) else None,
                         application(Registry()))
    with served(refusing) as url:
        done = desk.govtool("publish", "--registry", url)
    assert done.code == 1
    assert "error[registry-refused]" in done.out
    assert f"(status {answer[0]}" in done.out


@pytest.mark.parametrize("path", ["/mode", "/config", "/compatibility"])
def test_a_registry_may_lack_what_is_not_needed(desk: Desk, path: str) -> None:
    """Older and smaller registries know no modes, no levels of their own, and no question against all versions."""
    package(desk, {"1.0.0": V1, "1.1.0": V2}, mode="")
    missing = answering(lambda _, at, __: (404, b'{"error_code":404,"message":"HTTP 404 Not Found"}', {})
                        if at.startswith(path + "/") else None, application(Registry()))
    with served(missing) as url:
        for dry_run in (True, False):
            with Connection(url) as connection:
                done = publish(Client(connection), histories(desk), dry_run=dry_run)
            assert (done.stopped, done.findings, done.changed) == (None, [], 2)


def test_without_the_client_the_way_to_get_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(UserError) as refused:
        Connection("http://localhost")
    assert refused.value.hint == "pip install 'govtool[events]'"


