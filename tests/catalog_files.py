"""Repositories in memory, for tests of the catalog."""

import os
from collections.abc import Mapping
from contextlib import chdir
from unittest.mock import patch

from click.testing import CliRunner
from conftest import ENVIRONMENT, Desk, Done

from govtool.catalog.repository import Repository
from govtool.cli import cli
from govtool.config import Config
from govtool.errors import UserError
from govtool.source.tree import MemoryTree

MANIFEST = "name: orders\nversion: 1.2.0\ntitle: Orders\nowner: group:orders\n"
OPENAPI = """\
openapi: 3.1.0
info: {title: Orders, version: 1.2.0}
paths:
  /orders:
    get:
      operationId: listOrders
      parameters:
        - {name: cursor, in: query, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer}}
      responses:
        '200':
          description: The orders.
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Order'}}}}
    post:
      operationId: createOrder
      parameters:
        - {name: Idempotency-Key, in: header, required: true, schema: {type: string}}
      requestBody:
        content: {application/json: {schema: {$ref: '#/components/schemas/NewOrder'}}}
      responses:
        '201': {description: Created.}
  /orders/{orderId}/close:
    post:
      operationId: closeOrder
      parameters:
        - {name: orderId, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: The order.
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
components:
  schemas:
    NewOrder:
      type: object
      properties:
        orderId: {type: string}
        item: {$ref: '#/components/schemas/Item'}
    Order:
      allOf:
        - {$ref: '#/components/schemas/NewOrder'}
        - type: object
          properties:
            status: {$ref: '#/components/schemas/Status'}
            changedAt: {type: string, format: date-time}
    Status: {type: string, enum: [OPEN, CLOSED], x-extensible-enum: [OPEN, CLOSED, LOST]}
    Item:
      type: object
      properties:
        material: {type: string}
        quantity: {type: object, properties: {value: {type: string}}}
"""
ASYNCAPI = """\
asyncapi: 3.0.0
info: {title: Orders (events), version: 1.2.0}
channels:
  orderClosed:
    address: orders.closed.v1
    messages: {orderClosed: {payload: {schemaFormat: application/vnd.apache.avro, schema: {$ref: ./OrderClosed.avsc}}}}
operations:
  sendOrderClosed: {action: send, channel: {$ref: '#/channels/orderClosed'}}
"""
AVRO = (
    '{"type": "record", "name": "OrderClosed", "fields": [{"name": "orderId", "type": "string"}, '
    '{"name": "reason", "type": {"type": "enum", "name": "Reason", "symbols": ["A"]}}]}\n'
)
BEHAVIOUR = """\
resources:
  Order:
    key: orderId
    state: status
    initial: OPEN
    transitions:
      - {operation: createOrder, to: OPEN}
      - {operation: closeOrder, from: [OPEN], to: CLOSED, emits: orderClosed}
      - {from: OPEN, to: LOST}
idempotency: {header: idempotency-key}
paging: {cursor: cursor, limit: limit, orderBy: changedAt}
"""
ADAPTERS = """\
systems:
  shop:
    system: shop
    owner: group:shop
    tier: high
    description: Sells.
    provides: [orders@1]
    environments: {test: {url: 'https://shop.test.example.com', broker: 'b:9092', auth: oauth2}}
  stock:
    consumes:
      - {contract: orders@1, fields: [item]}
  mail:
    consumes: [{contract: orders@1, fields: [changedAt]}]
  report:
    consumes: [orders@1]
"""
PACKAGE: Mapping[str, str] = {
    "contracts/orders/v1/contract.yaml": MANIFEST,
    "contracts/orders/v1/openapi.yaml": OPENAPI,
    "contracts/orders/v1/asyncapi.yaml": ASYNCAPI,
    "contracts/orders/v1/OrderClosed.avsc": AVRO,
    "contracts/orders/v1/behaviour.yaml": BEHAVIOUR,
    "adapters.yaml": ADAPTERS,
}
NO_SETTINGS = Config()


def repository(files: Mapping[str, str | bytes], config: Config = NO_SETTINGS) -> Repository:
    """The files as a repository."""
    return Repository(
        MemoryTree({path: text.encode() if isinstance(text, str) else text for path, text in files.items()}), config
    )


def with_changes(files: Mapping[str, str], path: str, *replacements: tuple[str, str]) -> dict[str, str]:
    """The files with some texts of one of them replaced."""
    text = files[path]
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new)
    return {**files, path: text}


def called(desk: Desk, *arguments: str, cwd: str = ".") -> Done:
    """A command in this process: faster than a new one, and seen by the measurement of coverage."""
    clean = {**ENVIRONMENT, "HOME": str(desk.root)}
    with chdir(desk.root / cwd), patch.dict(os.environ, clean, clear=True):
        done = CliRunner().invoke(cli, arguments, obj={"verbose": False})
    if isinstance(done.exception, UserError):
        return Done(2, "", f"{done.exception.message}\n{done.exception.hint}")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Done(done.exit_code, done.stdout, done.stderr)
