"""The gate as a stranger meets it: a foreign repository with git history and no file of ours."""

import json
from typing import Any

import pytest
from conftest import Desk

ORDERS = """\
openapi: 3.1.0
info: {title: Orders, version: 1.4.0}
paths:
  /orders:
    post:
      operationId: createOrder
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Order'}
      responses:
        '201': {description: The order was created.}
  /orders/{orderId}:
    get:
      operationId: getOrder
      parameters:
        - {name: orderId, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: The order.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Order'}
components:
  schemas:
    Order:
      type: object
      required: [orderId, materialId]
      properties:
        orderId: {type: string, maxLength: 12}
        materialId:
          type: string
          maxLength: 40
"""


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """A repository whose contract is on main; the desk is on a branch."""
    desk.write("api/orders.yaml", ORDERS)
    desk.write("README.md", "# Orders\n")
    desk.commit()
    desk.git("switch", "-q", "-c", "work")
    return desk


def report(desk: Desk, *arguments: str, **others: Any) -> dict[str, Any]:
    done = desk.govtool("check", "--format", "json", *arguments, **others)
    assert done.err == ""
    found: dict[str, Any] = json.loads(done.out)
    return found


def rules(found: dict[str, Any]) -> list[str]:
    return [finding["rule"] for finding in found["findings"]]


def test_an_unchanged_repository_is_clean_of_breaks(shop: Desk) -> None:
    done = shop.govtool("check")
    assert done.code == 0
    assert "1 contract found" in done.out
    assert "merge base" in done.out


def test_a_break_is_shown_with_both_places_witness_reach_and_needed_version(shop: Desk) -> None:
    shop.replace("api/orders.yaml", "maxLength: 40", "maxLength: 18")
    done = shop.govtool("check")
    assert done.code == 1
    assert "breaking[max-length-narrowed]" in done.out
    assert "api/orders.yaml:34:22" in done.out
    assert "maxLength: 40" in done.out
    assert "witness" in done.out
    assert "POST /orders" in done.out
    assert "1.4.0 → 2.0.0" in done.out


def test_the_same_change_is_a_note_when_the_version_announces_it(shop: Desk) -> None:
    shop.replace("api/orders.yaml", "maxLength: 40", "maxLength: 18")
    shop.replace("api/orders.yaml", "version: 1.4.0", "version: 2.0.0")
    found = report(shop)
    breaks = [finding for finding in found["findings"] if finding["rule"] == "max-length-narrowed"]
    assert [finding["severity"] for finding in breaks] == ["info"]
    assert shop.govtool("check").code == 0


def test_a_widened_request_limit_needs_no_major_version(shop: Desk) -> None:
    answer = (
        "        '200':\n          description: The order.\n          content:\n            application/json:\n"
        "              schema: {$ref: '#/components/schemas/Order'}\n"
    )
    shop.replace("api/orders.yaml", answer, "        '200': {description: The order.}\n")
    shop.commit()
    shop.git("switch", "-q", "main")
    shop.git("merge", "-q", "work")
    shop.git("switch", "-q", "-c", "wider")
    shop.replace("api/orders.yaml", "maxLength: 40", "maxLength: 60")
    assert shop.govtool("check").code == 0


def test_a_deleted_contract_is_breaking(shop: Desk) -> None:
    (shop.root / "api/orders.yaml").unlink()
    found = report(shop)
    assert "contract-removed" in rules(found)
    assert shop.govtool("check").code == 1


def test_a_renamed_contract_is_followed(shop: Desk) -> None:
    shop.git("mv", "api/orders.yaml", "api/order-service.yaml")
    shop.replace("api/order-service.yaml", "maxLength: 40", "maxLength: 18")
    found = report(shop)
    assert "max-length-narrowed" in rules(found)
    assert "contract-removed" not in rules(found)


def test_a_new_contract_has_nothing_to_compare(shop: Desk) -> None:
    shop.write("api/stock.yaml", ORDERS.replace("Orders", "Stock"))
    done = shop.govtool("check")
    assert done.code == 0
    assert "2 contracts found" in done.out


def test_against_takes_a_revision(shop: Desk) -> None:
    shop.replace("api/orders.yaml", "maxLength: 40", "maxLength: 18")
    shop.commit()
    assert "max-length-narrowed" in rules(report(shop, "--against", "main"))
    assert "max-length-narrowed" not in rules(report(shop, "--against", "HEAD"))


def test_the_target_branch_of_the_ci_is_the_baseline(shop: Desk) -> None:
    shop.git("branch", "release")
    shop.replace("api/orders.yaml", "maxLength: 40", "maxLength: 18")
    shop.commit()
    shop.git("branch", "-D", "main")
    assert "max-length-narrowed" in rules(report(shop, env={"GITHUB_ACTIONS": "", "GITHUB_BASE_REF": "release"}))


def test_a_pipe_is_gated_too(shop: Desk) -> None:
    text = ORDERS.replace("maxLength: 40", "maxLength: 18")
    done = shop.govtool("check", "-", "--against", "main:api/orders.yaml", stdin=text)
    assert done.code == 1
    assert "breaking[max-length-narrowed]" in done.out


def test_several_reports_come_from_one_run(shop: Desk) -> None:
    shop.replace("api/orders.yaml", "maxLength: 40", "maxLength: 18")
    done = shop.govtool("check", "--output", "sarif=out.sarif", "--output", "junit=out.xml", "--format", "concise")
    assert done.code == 1
    assert "api/orders.yaml:34:22" in done.out
    sarif = json.loads((shop.root / "out.sarif").read_text("utf-8"))
    assert any(result["ruleId"] == "max-length-narrowed" for result in sarif["runs"][0]["results"])
    assert "max-length-narrowed" in (shop.root / "out.xml").read_text("utf-8")


def test_the_same_input_gives_the_same_bytes(shop: Desk) -> None:
    shop.replace("api/orders.yaml", "maxLength: 40", "maxLength: 18")
    runs = {shop.govtool("check", "--format", "json", env={"PYTHONHASHSEED": str(seed)}).out for seed in range(3)}
    assert len(runs) == 1


WRONG = {
    "an unknown command": (("chek",), "did you mean `check`"),
    "an unknown option": (("check", "--agianst", "main"), "--against"),
    "an unknown format": (("check", "--format", "sarfi"), "sarif"),
    "a file that is not there": (("lint", "nowhere.yaml"), "nowhere.yaml"),
    "a revision that is not there": (("check", "--against", "nowhere"), "nowhere"),
    "a diff without a file": (("diff", "nowhere.yaml", "also-nowhere.yaml"), "nowhere.yaml"),
    "a rule that is not there": (("explain", "max-lenght-narrowed"), "max-length-narrowed"),
    "a release that is not there": (("diff", "orders@1.0.0", "orders@2.0.0"), "orders"),
    "an unknown rule to select": (("lint", "--select", "no-such-rule"), "no-such-rule"),
    "a wrong part": (("check", "--only", "lnt"), "lint"),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_call_says_what_to_do(shop: Desk, arguments: tuple[str, ...], said: str) -> None:
    done = shop.govtool(*arguments)
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err
    assert done.out == ""


def test_a_wrong_setting_names_file_line_and_suggestion(shop: Desk) -> None:
    shop.write("govtool.toml", "# settings\nextend = ['recommended']\n")
    done = shop.govtool("check")
    assert done.code == 2
    assert "govtool.toml" in done.err
    assert "extends" in done.err


BYTES = {
    "an empty file": b"",
    "a broken document": b"openapi: 3.1.0\ninfo: {title: T\npaths: [",
    "not UTF-8": b"openapi: 3.1.0\ninfo: {title: \xff\xfe, version: 1.0.0}\npaths: {}\n",
    "a binary file": bytes(range(256)) * 20,
    "several documents": b"openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths: {}\n---\nopenapi: 3.1.0\n",
    "deep nesting": b"openapi: 3.1.0\nx: " + b"[" * 100_000,
    "an alias bomb": b"openapi: 3.1.0\na0: &a0 [x, x]\n"
    + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 60)),
    "the wrong kind": b"openapi: [1, 2]\ninfo: no\npaths: 7\n",
    "a huge number": b"openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths: {}\nx-n: " + b"9" * 5000 + b"\n",
    "duplicate keys": b"openapi: 3.1.0\ninfo: {title: T, title: U, version: 1.0.0}\npaths: {}\n",
}


@pytest.mark.parametrize("content", BYTES.values(), ids=BYTES)
def test_any_bytes_are_a_finding_with_a_place(desk: Desk, content: bytes) -> None:
    desk.write("api.yaml", content)
    done = desk.govtool("lint", "api.yaml", "--format", "json")
    assert done.code == 1, done.err
    findings = json.loads(done.out)["findings"]
    assert findings
    assert all(finding["rule"] != "internal-error" for finding in findings)


def test_references_out_of_the_repository_are_refused(desk: Desk) -> None:
    desk.write("../secret.yaml", "type: string\n")
    desk.write("api.yaml", ORDERS.replace("type: string\n          maxLength: 40", "$ref: ../secret.yaml"))
    (desk.root / "link.yaml").symlink_to("../secret.yaml")
    desk.write("linked.yaml", ORDERS.replace("type: string\n          maxLength: 40", "$ref: link.yaml"))
    desk.commit()
    found = report(desk)
    refused = [finding for finding in found["findings"] if finding["rule"] == "ref-resolves"]
    assert {finding["at"]["document"] for finding in refused} == {"api.yaml", "linked.yaml"}


def test_a_shallow_clone_gets_a_hint(shop: Desk) -> None:
    shop.git("switch", "-q", "main")
    shop.commit("one more")
    clone = Desk(shop.root.parent / "clone")
    shop.git("clone", "-q", "--depth", "1", f"file://{shop.root}", str(clone.root))
    done = clone.govtool("check", "--against", "HEAD~1")
    assert done.code == 2
    assert "fetch-depth" in done.err


def test_a_repository_without_contracts_says_so(desk: Desk) -> None:
    desk.write("README.md", "nothing here\n")
    desk.commit()
    done = desk.govtool("check")
    assert done.code == 0
    assert "0 contracts" in done.out or "no contracts" in done.out


def test_a_folder_without_git_is_linted_only(desk: Desk) -> None:
    desk.write("api.yaml", ORDERS)
    done = desk.govtool("check")
    assert done.code == 0
    assert "1 contract found" in done.out
