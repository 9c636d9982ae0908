"""The mock under load: CPU µs per request, which is steady on a busy machine, and requests per second, which are not.

Needs `wrk` on the PATH. Each row is one server process with 16 connections.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
SECONDS = int(os.environ.get("BENCH_SECONDS", "5"))
MOCK = (sys.executable, "-m", "govtool", "mock", str(HERE / "api.yaml"), "--port", "0", "--quiet")
BARE = (sys.executable, str(HERE / "bare.py"))
POST = """wrk.method = "POST"
wrk.body = '{"id":7,"name":"bolt","tags":["steel","m8"],"size":{"width":8,"length":40.5}}'
wrk.headers["Content-Type"] = "application/json"
"""
ROWS = (
    ("bare ASGI function, GET", BARE, "/v1/items/7", (), ""),
    ("GET static", MOCK, "/v1/items/7?fields=id,name", (), ""),
    ("GET dynamic", MOCK, "/v1/items/7?fields=id,name", ("-H", "Prefer: dynamic=true"), ""),
    ("GET dynamic, always another", MOCK, "", ("-H", "Prefer: dynamic=true"), """local n = 0
request = function() n = n + 1; return wrk.format(nil, "/v1/items/" .. n) end"""),
    ("GET refused", MOCK, "/v1/items/x", (), ""),
    ("bare ASGI function, POST", BARE, "/v1/items", (), POST),
    ("POST validated", MOCK, "/v1/items", (), POST),
)


@contextmanager
def running(command: Sequence[str]) -> Iterator[tuple[int, str]]:
    """A server with its process id and address."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        line = next(line for line in process.stdout if line.startswith("listening on "))
        try:
            yield process.pid, line.split()[-1]
        finally:
            process.terminate()
            process.stdout.read()


def cpu(pid: int) -> float:
    """CPU seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak(pid: int) -> int:
    """The most memory of a process so far, in MB."""
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text("utf-8"))
    return int(found[1]) // 1024 if found else 0


def load(url: str, options: Sequence[str], script: str, seconds: int) -> tuple[int, float]:
    """Requests, and requests per second, of one run."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        said = subprocess.run(["wrk", "-t1", "-c16", f"-d{seconds}s", "-H", "X-Key: k", *options, "-s", file.name, url],
                              check=True, capture_output=True, text=True).stdout
    requests, rate = re.search(r"(\d+) requests in", said), re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert requests, said
    assert rate, said
    return int(requests[1]), float(rate[1])


def main() -> None:
    print("| one process, 16 connections | CPU µs per request | requests per second | peak MB |")
    print("|---|---|---|---|")
    for name, command, path, options, script in ROWS:
        with running(command) as (pid, address):
            load(address + path, options, script, 1)
            before = cpu(pid)
            requests, rate = load(address + path, options, script, SECONDS)
            used = (cpu(pid) - before) / requests * 1e6
            print(f"| {name} | {used:.1f} | {rate:,.0f} | {peak(pid)} |", flush=True)


if __name__ == "__main__":
    main()
