"""A small central repository: orders, which refer to a common package, with API, events and an Avro schema."""

import os
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from conftest import ENVIRONMENT, Desk, Done

from govtool.cli import main

PLACE = "contracts/orders/v1"

MANIFEST = """\
# Who answers for orders.
name: orders
version: 1.0.0   # of the package, and of every document in it
owner: group:planning
criticality: high
lifecycle: {status: active}  # since spring
sla:
  - {property: latency, value: 2, unit: s}
"""

API = """\
openapi: 3.1.0
info: {title: Orders, version: 1.0.0, x-owner: group:nobody, x-team: planning}
paths:
  /v1/orders:
    post:
      operationId: createOrder
      summary: Create an order
      parameters: [{$ref: '../../common/v1/openapi.yaml#/components/parameters/Key'}]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Order'}
      responses:
        '201': {description: The order was created.}
        default: {$ref: '../../common/v1/openapi.yaml#/components/responses/Problem'}
components:
  schemas:
    Order:
      type: object
      required: [orderId]
      properties:
        orderId: {type: string, maxLength: 12}
        note: {type: string, maxLength: 40}
        quantity: {$ref: '../../common/v1/openapi.yaml#/components/schemas/Quantity'}
"""

EVENTS = """\
asyncapi: 3.0.0
info: {title: Order events, version: 1.0.0}
channels:
  created:
    address: orders.created.v1
    messages: {created: {$ref: '#/components/messages/created'}}
operations:
  sendCreated: {action: send, channel: {$ref: '#/channels/created'}}
components:
  messages:
    created:
      headers: {$ref: '../../common/v1/openapi.yaml#/components/schemas/Headers'}
      payload:
        schemaFormat: application/vnd.apache.avro;version=1.12.0
        schema: {$ref: ./schemas/OrderCreated.avsc}
"""

SCHEMA = '{"type": "record", "name": "OrderCreated",\n "fields": [{"name": "orderId", "type": "string"}]}\n'

COMMON_MANIFEST = "name: common\nversion: 1.0.0\nowner: group:planning\n"

COMMON = """\
openapi: 3.1.0
info: {title: Common, version: 1.0.0}
paths: {}
components:
  parameters:
    Key: {name: Idempotency-Key, in: header, required: true, schema: {$ref: '#/components/schemas/Key'}}
  responses:
    Problem:
      description: What went wrong.
      content: {application/problem+json: {schema: {$ref: '#/components/schemas/Problem'}}}
  schemas:
    Key: {type: string, maxLength: 64}
    Problem:
      type: object
      properties: {title: {type: string}, causes: {type: array, items: {$ref: '#/components/schemas/Problem'}}}
    Quantity:
      type: object
      required: [value]
      properties: {value: {type: string}, unit: {$ref: '#/components/schemas/Unit'}}
    Unit: {type: string, pattern: '^[A-Z0-9]{2,3}$'}
    Headers: {type: object, properties: {ce_id: {type: string}}}
"""

FILES = {
    f"{PLACE}/contract.yaml": MANIFEST, f"{PLACE}/openapi.yaml": API, f"{PLACE}/asyncapi.yaml": EVENTS,
    f"{PLACE}/schemas/OrderCreated.avsc": SCHEMA,
    "contracts/common/v1/contract.yaml": COMMON_MANIFEST, "contracts/common/v1/openapi.yaml": COMMON,
    "govtool.toml": "extends = []\n",
}


def furnish(desk: Desk) -> Desk:
    """Write the repository, and commit it."""
    for path, text in FILES.items():
        desk.write(path, text)
    desk.commit("orders 1.0.0")
    return desk


def bump(desk: Desk, old: str, new: str) -> None:
    """Give the package another version, in all of its files."""
    for name in ("contract", "openapi", "asyncapi"):
        desk.replace(f"{PLACE}/{name}.yaml", f"version: {old}", f"version: {new}")


def govtool(desk: Desk, *arguments: str) -> Done:
    """The command line in this very process, which starts faster than one of its own."""
    out, err, code = StringIO(), StringIO(), 0
    environment = {**ENVIRONMENT, "HOME": str(desk.root)}
    with chdir(desk.root), redirect_stdout(out), redirect_stderr(err), patch.dict(os.environ, environment), \
            patch.object(sys, "argv", ["govtool", *arguments]):
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    return Done(code, out.getvalue(), err.getvalue())


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file of a folder but git's own."""
    return {path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*")) if path.is_file() and ".git" not in path.relative_to(root).parts}
