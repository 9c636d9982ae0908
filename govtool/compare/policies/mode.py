"""Which versions of a schema must understand each other: the compatibility mode of a contract.

For HTTP it is clear who writes what, and when. A schema by itself may be written and read by anyone, and its data may
stay: so the contract says which way counts, as `compatibilityMode` of its manifest, `x-compatibility-mode` in the
document, or `[[paths]]` of govtool.toml.

| mode | the old version | the new version |
|---|---|---|
| `BACKWARD` | writes | reads: readers are upgraded first |
| `FORWARD` | reads: writers are upgraded first | writes |
| `FULL` (the default) | both | both |
| `WINDOW` | both, as long as it is alive | both |
| `NONE` | nothing is promised | |

With `_TRANSITIVE` (`BACKWARD_TRANSITIVE`), `check` and `release` compare with every release of the same major version
instead of the last one, because what was written under any of them may still be read; a new major version is another
contract. A break under `NONE` is listed as compatible by policy.

`WINDOW` asks no more than is needed. Besides the last release these count: a release whose data may still be there, as
the new version must read it (`BACKWARD`); and one that a system of `adapters.yaml` consumes, as it must read the new
data (`FORWARD`). Data is written until the next release, and stays for the longest `topicConfiguration.retention.ms` of
the package's Kafka bindings, or else for the `retention` of the manifest's `sla`; without either, and in compacted
topics, for ever. The day that counts is `--as-of`. A consumer names its release as `version`; one that names none may
read by any release of the major version.

When the mode is another one than at the last release, the releases are compared again under the new one, and what does
not hold to it is reported as `compatibility-mode-not-held`. `govtool check --mode MODE` tries that out.

Bad: data that the old version wrote is refused. Readers that are not upgraded yet still understand the new data.

```diff
 $schema: https://json-schema.org/draft/2020-12/schema
 type: object
 properties:
   state:
-    enum: [open, done, held]
+    enum: [open, done]
```

- by default: `enum-value-removed` is breaking
- `--mode BACKWARD`: `enum-value-removed` is breaking
- `--mode FORWARD`: `enum-value-removed` is compatible
- `--mode WINDOW`: `enum-value-removed` is breaking
- `--mode NONE`: `enum-value-removed` is compatible

Good: what either version writes, the other reads.

```diff
 $schema: https://json-schema.org/draft/2020-12/schema
 type: object
 properties:
   state:
     enum: [open, done]
+  note: {type: string}
```

- by default: `property-added` is compatible
"""

from govtool.compare.before import excused
from govtool.compare.modes import CompatibilityMode
from govtool.finding import Change, Verdict


def as_promised(change: Change, mode: CompatibilityMode) -> Change:
    """The change, allowed where the mode promises nothing."""
    if mode.promises or change.verdict is Verdict.COMPATIBLE:
        return change
    return excused(change, f"the compatibility mode `{mode.name}` promises nothing")
