"""A PostgreSQL of our own: the server that Debian ships, in a folder of the test, on a free port, ended with it."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest


def binaries() -> Path:
    """Where `initdb` and `postgres` are; the test is skipped where they are not."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("postgres")
    if not found:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    return Path(found).parent


def user() -> str | None:
    """PostgreSQL refuses to run as root: whom it runs as then."""
    if os.geteuid():
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return "nobody"


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The URL of an empty database."""
    commands, port, account = binaries(), free_port(), user()
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        if account:
            shutil.chown(folder, account)
        data = Path(folder) / "data"
        started = {"user": account, "cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        subprocess.run([commands / "initdb", "-D", data, "-A", "trust", "-U", "govtool", "-N"], check=True,
                       **started)  # type: ignore[call-overload]
        server = subprocess.Popen([commands / "postgres", "-D", data, "-p", str(port), "-k", folder, "-h", "127.0.0.1",
                                   "-F"], **started)  # type: ignore[call-overload]
        try:
            _wait(commands, port, server)
            yield f"postgresql://govtool@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait(20)
            server.stderr.close()


def _wait(commands: Path, port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        asked = subprocess.run([commands / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)], check=False)
        if asked.returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    pytest.fail(f"PostgreSQL did not start: {server.stderr.read().decode() if server.stderr else ''}")
