"""What the wire alone does not decide: one file for each axis, whose docstring is its page."""

from importlib import import_module
from inspect import cleandoc
from pathlib import Path

_INTRODUCTION = """\
What breaks where the wire alone does not decide: the axes of `[policy]` in govtool.toml.

Every break is either proven, with a value or a request that shows it, or it is one by policy, and then the report
names the policy. Each axis has a default that is safe for consumers, and a page of its own with examples, such as
`govtool explain policy.clients`.

```toml
[policy]
removed-optional = "possible"

[policy.changes]
operation-id-changed = "breaking"
```

First an axis says what kind of change something is, then `[policy.changes]` may say otherwise, and last the place
counts: what is deprecated and past its sunset, or not yet stable, may break. A policy never hides a break: what would
have been one is listed as compatible, with the policy as its reason. What is accepted once, for one place and until a
day, is a waiver in `waivers.yaml`, not a policy.
"""


def pages() -> dict[str, str]:
    """The page of every axis, as `policy.clients`, and one that lists them."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem != "__init__")
    modules = {name.replace("_", "-"): import_module(f"{__name__}.{name}") for name in names}
    axes = {f"policy.{name}": cleandoc(module.__doc__ or "") + "\n" for name, module in modules.items()}
    listed = "".join(f"- `{name}`: {page.partition(chr(10))[0]}\n" for name, page in axes.items())
    return {"policy": f"{_INTRODUCTION}\n{listed}", **axes}
