"""The names of CloudEvents attributes are lower-case letters and digits, twenty at most.

Some protocols fold case, and others take no underscore or cut long names; what keeps to these arrives everywhere
(CloudEvents 1.0, "Naming Conventions").

## Bad

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created:
        headers:
          type: object
          properties:
            ce_id: {type: string}
            ce_correlationId: {type: string}  # error: `correlationId` is no name for an attribute
            ce_correlationid: {type: string}
            ce_thetimewhenitwasrecorded: {type: string}  # error: `thetimewhenitwasrecorded` has 24 characters
```

## Good

```yaml
asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: mfg.order.v1
    messages:
      created:
        headers: {type: object, properties: {ce_id: {type: string}, ce_recordedtime: {type: string}}}
```
"""

import re
from collections.abc import Iterator

from govtool.lint.rule import Hit
from govtool.model.contract import Contract

TAGS = ("documentation", "naming")
FORMATS = ("asyncapi",)
_NAME = re.compile(r"[a-z0-9]+")
_LONGEST = 20


def check(contract: Contract) -> Iterator[Hit]:
    from govtool.lint.policy.cloudevents import envelopes

    for envelope in envelopes(contract):
        for name, member in envelope.attributes.items():
            if not _NAME.fullmatch(name):
                plain = re.sub("[^a-z0-9]", "", name.lower())
                yield Hit(member.at, f"`{name}` is no name for an attribute, expected `{plain}`", subject=member.name,
                          help="rename it; what is data of the event belongs into `data`")
            elif len(name) > _LONGEST:
                yield Hit(member.at, f"`{name}` has {len(name)} characters, expected at most {_LONGEST}",
                          help="take a shorter name", subject=member.name)
