"""References: where each leads, and where none may lead."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest

from govtool.finding import Pointer
from govtool.source.refs import Bundle, RefError, RefSettings, to_pointer
from govtool.source.tree import MemoryTree, WorkTree


def bundle(files: Mapping[str, Any], refs: Mapping[str, str] | None = None, **settings: Any) -> Bundle:
    texts = {name: text if isinstance(text, bytes) else orjson.dumps(text) for name, text in files.items()}
    return Bundle(MemoryTree(texts), RefSettings(refs or {}, **settings))


def led(bundle: Bundle, ref: str, path: str = "api.json", pointer: Pointer = ()) -> tuple[str, Pointer]:
    target = bundle.follow(bundle.document(path), ref, pointer)
    assert target.value == target.document.get(target.pointer)
    return target.document.path, target.pointer


def refused(bundle: Bundle, ref: str, path: str = "api.json", pointer: Pointer = ()) -> tuple[str, str]:
    with pytest.raises(RefError) as caught:
        bundle.follow(bundle.document(path), ref, pointer)
    return caught.value.reason, caught.value.hint


# --- pointers ---

DATA = {"a/b": {"~": [{"": 1}, 2]}, "c%d": 3, "e f": 4, "": {"": 5}, "200": 6, "é": 7, "list": [[], {"0": 8}]}


@pytest.mark.parametrize(("fragment", "pointer"), [
    ("", ()), ("/a~1b", ("a/b",)), ("/a~1b/~0/0/", ("a/b", "~", 0, "")), ("/c%25d", ("c%d",)), ("/e%20f", ("e f",)),
    ("/", ("",)), ("//", ("", "")), ("/200", ("200",)), ("/%C3%A9", ("é",)), ("/é", ("é",)),
    ("/list/1/0", ("list", 1, "0")), ("/a~1b/~0/1", ("a/b", "~", 1)),
])
def test_a_pointer_leads_to_its_value(fragment: str, pointer: Pointer) -> None:
    assert led(bundle({"api.json": DATA}), f"#{fragment}") == ("api.json", pointer)


@pytest.mark.parametrize("fragment", [
    "/a", "/list/2", "/list/-", "/list/00", "/list/01", "/list/+1", "/list/\u0661", "/200/x", "/list/0/0", "/~01",
    "/list/" + "9" * 5000,
])
def test_a_pointer_that_leads_nowhere_is_named_as_far_as_it_fails(fragment: str) -> None:
    reason, hint = refused(bundle({"api.json": DATA}), f"#{fragment}/further")
    assert reason.startswith("nothing at `#/")
    assert "further" not in reason
    assert hint


def test_a_misspelt_name_gets_a_suggestion() -> None:
    files = bundle({"api.json": {"schemas": {"Order": {}, "Confirmation": {}}}})
    assert refused(files, "#/schemas/Ordre") == ("nothing at `#/schemas/Ordre`", "did you mean `Order`?")
    assert refused(files, "#/schemas/Other/x") == ("nothing at `#/schemas/Other`", "did you mean `Order`?")


def test_in_a_crowd_no_suggestion_is_looked_for() -> None:
    crowd: dict[str, Any] = {"schemas": {f"Order{number}": {} for number in range(1000)}}
    assert refused(bundle({"api.json": crowd}), "#/schemas/Order")[1] == "check the pointer"


def test_the_pointer_of_a_fragment_is_public() -> None:
    assert to_pointer({"a": [1]}, "/a/0") == ("a", 0)


# --- files ---


def test_a_file_is_found_from_the_folder_of_the_referring_one() -> None:
    files = bundle({"v1/api.json": {}, "common/types.json": {"Id": 1}, "v1/own parts/a.json": [2]})
    assert led(files, "../common/types.json#/Id", "v1/api.json") == ("common/types.json", ("Id",))
    assert led(files, "./own%20parts/a.json#/0", "v1/api.json") == ("v1/own parts/a.json", (0,))
    assert led(files, "own parts/../own%20parts/a.json", "v1/api.json") == ("v1/own parts/a.json", ())
    assert led(files, "api.json#", "v1/api.json") == ("v1/api.json", ())


@pytest.mark.parametrize(("ref", "said"), [
    ("missing.json", "no file `missing.json`"), ("../secret.json", "no file `../secret.json`"),
    ("%2e%2e/secret.json", "no file"), ("nul%00l", "no file"), ("//example.com/a.json", "absolute path"),
    ("/etc/passwd", "`/etc/passwd` is an absolute path"), ("file:///etc/passwd", "on the network"),
    ("https://example.com/a.json#/x", "`https://example.com/a.json` is on the network, which is never asked"),
    ("urn:example:x", "on the network"), ("http://[x/", "`http://[x/` is no URL"),
    ("broken.json#/x", "`broken.json` cannot be read"), ("#anchor", "`api.json` has no `$anchor: anchor`"),
])
def test_a_reference_that_cannot_be_followed_says_why_and_what_next(ref: str, said: str) -> None:
    reason, hint = refused(bundle({"api.json": {}, "broken.json": b"{"}), ref)
    assert said in reason
    assert hint


def test_what_is_refused_once_is_refused_again_and_found_once() -> None:
    files = bundle({"api.json": {"a": {}}})
    document = files.document("api.json")
    assert files.follow(document, "#/a") is files.follow(document, "#/a")
    assert refused(files, "#/b") == refused(files, "#/b")


def test_a_bundle_knows_where_references_led() -> None:
    files = bundle({"api.json": {}, "a.json": {"x": {"$ref": "b.json"}}, "b.json": {}, "c.json": b"{"})
    document = files.document("api.json")
    assert files.reached(document) == ()
    led(files, "a.json#/x")
    refused(files, "c.json")
    refused(files, "gone.json")
    led(files, "b.json", "a.json")
    led(files, "a.json", "b.json")
    assert [other.path for other in files.reached(document)] == ["a.json", "c.json", "b.json"]
    assert [other.path for other in files.reached(files.document("b.json"))] == ["a.json"]


# --- chains ---


def test_a_chain_is_followed_to_its_end() -> None:
    files = bundle({"api.json": {"a": {"$ref": "#/b"}, "b": {"$ref": "other.json#/c"}},
                    "other.json": {"c": {"type": "string"}}})
    document = files.document("api.json")
    target = files.resolve(document, ("a",), document.get(("a",)))
    assert (target.document.path, target.pointer, target.value) == ("other.json", ("c",), {"type": "string"})
    assert files.resolve(document, ("x",), 7).value == 7


@pytest.mark.parametrize("files", [
    {"api.json": {"a": {"$ref": "#/a"}}},
    {"api.json": {"a": {"$ref": "#/b"}, "b": {"$ref": "#/c"}, "c": {"$ref": "#/b"}}},
    {"api.json": {"a": {"$ref": "other.json"}}, "other.json": {"$ref": "api.json#/a"}},
])
def test_a_chain_that_bites_its_tail_is_refused(files: Mapping[str, Any]) -> None:
    found = bundle(files)
    document = found.document("api.json")
    with pytest.raises(RefError, match="leads back to itself"):
        found.resolve(document, ("a",), document.get(("a",)))


# --- the map of URLs ---

HUB = "https://hub.example.com/schemas/V3.0"


def test_a_url_is_mapped_to_a_folder_or_a_file() -> None:
    files = {"api.json": {}, "types/a b.json": {"A": 1}, "types.json": {"B": 2}}
    in_folder = bundle(files, {"https://hub.example.com/": "types"})
    assert led(in_folder, "https://hub.example.com/a%20b.json#/A") == ("types/a b.json", ("A",))
    assert led(bundle(files, {HUB: "types.json"}), f"{HUB}#/B") == ("types.json", ("B",))
    assert led(bundle(files, {"urn:types": "types.json"}), "urn:types#/B") == ("types.json", ("B",))


def test_the_longest_prefix_counts_and_ends_at_a_step() -> None:
    files = {"api.json": {}, "v30.json": {"A": 1}, "v301.json": {"A": 1}, "all/V3.0.2/x.json": {}}
    refs = {HUB: "v30.json", f"{HUB}.1": "v301.json"}
    assert led(bundle(files, refs), f"{HUB}#/A")[0] == "v30.json"
    assert led(bundle(files, refs), f"{HUB}.1#/A")[0] == "v301.json"
    assert "on the network" in refused(bundle(files, refs), f"{HUB}.2#/A")[0]
    refs["https://hub.example.com/schemas"] = "all"
    assert led(bundle(files, refs), f"{HUB}.2/x.json")[0] == "all/V3.0.2/x.json"


def test_a_mapped_url_does_not_leave_the_tree() -> None:
    files = bundle({"api.json": {}}, {"https://hub.example.com/": "types"})
    reason, hint = refused(files, "https://hub.example.com/../../secret.json")
    assert "no file" in reason
    assert "outside of the repository" in refused(files, "https://hub.example.com/%2e%2e/%2e%2e/secret.json")[1]
    assert hint


def test_a_url_is_mapped_to_a_contract() -> None:
    refs = {"https://contracts.example.com/order": "production-order@1", "https://x.example.com": "gone@1"}
    folders = {"production-order@1": "contracts/order/v1"}
    files = bundle({"api.json": {}, "contracts/order/v1/openapi.json": {"A": 1}}, refs, folder_of=folders.get)
    assert led(files, "https://contracts.example.com/order/openapi.json#/A")[0] == "contracts/order/v1/openapi.json"
    assert refused(files, "https://x.example.com/a.json")[0] == "no file `gone@1/a.json`"


# --- identities ---

SCHEMAS = "https://example.com/schemas"


def test_a_document_knows_its_own_url() -> None:
    files = bundle({"api.json": {"$id": f"{SCHEMAS}/order.json", "$defs": {"Id": {}}}})
    assert led(files, f"{SCHEMAS}/order.json#/$defs/Id") == ("api.json", ("$defs", "Id"))
    assert led(files, "order.json#/$defs/Id") == ("api.json", ("$defs", "Id"))
    assert led(files, "/schemas/order.json#/$defs/Id") == ("api.json", ("$defs", "Id"))


@pytest.mark.parametrize("head", [
    {"$id": f"{SCHEMAS}/order.json#"}, {"openapi": "3.2.0", "$self": f"{SCHEMAS}/order.json"},
    {"$schema": "http://json-schema.org/draft-04/schema#", "id": f"{SCHEMAS}/order.json"},
])
def test_files_lie_as_they_do_around_the_url_that_a_document_gives_itself(head: Mapping[str, str]) -> None:
    files = bundle({"v1/api.json": head, "v1/item.json": {"A": 1}, "common/id.json": {"B": 2}})
    assert led(files, "item.json#/A", "v1/api.json")[0] == "v1/item.json"
    assert led(files, f"{SCHEMAS}/item.json#/A", "v1/api.json")[0] == "v1/item.json"
    assert led(files, "/common/id.json#/B", "v1/api.json")[0] == "common/id.json"
    assert refused(files, "gone.json", "v1/api.json")[0] == "no file `v1/gone.json`"
    assert "on the network" in refused(files, f"{SCHEMAS}/gone.json", "v1/api.json")[0]
    assert "on the network" in refused(files, "https://other.example.com/item.json", "v1/api.json")[0]


def test_the_map_of_urls_counts_before_the_files_around() -> None:
    documents = {"api.json": {"$id": f"{SCHEMAS}/order.json"}, "item.json": {}, "mapped/item.json": {}}
    files = bundle(documents, {SCHEMAS: "mapped"})
    assert led(files, "item.json")[0] == "mapped/item.json"


@pytest.mark.parametrize("head", [
    {"$id": "urn:example:order"}, {"$id": "order"}, {"$id": "http://[x/"}, {"$id": ""}, {"$id": 7},
    {"id": f"{SCHEMAS}/x/y.json"}, {"openapi": "3.1.0", "$id": f"{SCHEMAS}/x/y.json"},
    {"openapi": "3.2.0", "$self": "other/api.json"},
])
def test_a_name_that_is_no_place_moves_nothing(head: Mapping[str, Any]) -> None:
    assert led(bundle({"api.json": head, "item.json": {}}), "item.json")[0] == "item.json"


def test_a_name_leads_to_its_document() -> None:
    for name in ("urn:example:order", "order"):
        assert led(bundle({"api.json": {"$id": name, "A": 1}}), f"{name}#/A") == ("api.json", ("A",))
    assert led(bundle({"api.json": {"openapi": "3.2.0", "$self": "/v1/api", "A": 1}}), "#/A") == ("api.json", ("A",))


def test_a_list_has_no_name() -> None:
    assert led(bundle({"api.json": ["$id", {"$anchor": "x"}]}), "#x") == ("api.json", (1,))


COMPOUND = {
    "$id": f"{SCHEMAS}/order.json",
    "$defs": {
        "item": {"$id": "item.json", "$anchor": "top", "$defs": {"Id": {"$anchor": "id"}, "Own": {}},
                 "properties": {"id": {}, "place": {}, "outer": {}, "next": {}}},
        "part": {"$id": "sub/part.json", "properties": {"up": {}, "file": {}}},
        "named": {"$id": "urn:example:named", "properties": {"item": {}}},
        "Number": {"$anchor": "id", "$dynamicAnchor": "dynamic"},
        "old": {"$id": "#old"},
        "generated": {"$id": "#/properties/old"},
    },
    "example": {"$id": ["no name"], "$anchor": 7},
}


@pytest.mark.parametrize(("at", "ref", "pointer"), [
    ((), "item.json", ("$defs", "item")),
    ((), f"{SCHEMAS}/item.json#/$defs/Own", ("$defs", "item", "$defs", "Own")),
    ((), "item.json#id", ("$defs", "item", "$defs", "Id")),
    ((), "#id", ("$defs", "Number")), ((), "#dynamic", ("$defs", "Number")), ((), "#old", ("$defs", "old")),
    (("$defs", "item", "properties", "id"), "#/$defs/Id", ("$defs", "item", "$defs", "Id")),
    (("$defs", "item", "properties", "id"), "#", ("$defs", "item")),
    (("$defs", "item", "properties", "place"), "#id", ("$defs", "item", "$defs", "Id")),
    (("$defs", "item", "properties", "next"), "sub/part.json", ("$defs", "part")),
    (("$defs", "part", "properties", "up"), "../item.json#top", ("$defs", "item")),
    (("$defs", "named", "properties", "item"), "item.json", ("$defs", "item")),
    (("$defs", "named"), "urn:example:named", ("$defs", "named")),
])
def test_a_part_with_an_identity_is_found_by_it_and_refers_from_it(at: Pointer, ref: str, pointer: Pointer) -> None:
    assert led(bundle({"api.json": COMPOUND}), ref, pointer=at) == ("api.json", pointer)


def test_a_pointer_in_a_part_may_mean_the_whole_document() -> None:
    at = ("$defs", "item", "properties", "outer")
    assert led(bundle({"api.json": COMPOUND}), "#/$defs/Number", pointer=at) == ("api.json", ("$defs", "Number"))
    assert refused(bundle({"api.json": COMPOUND}), "#/$defs/Gone", pointer=at)[0] == "nothing at `#/$defs/Gone`"


def test_a_file_is_found_from_the_identity_of_a_part() -> None:
    files = bundle({"v1/api.json": COMPOUND, "v1/sub/file.json": {}})
    assert led(files, "file.json", "v1/api.json", ("$defs", "part", "properties", "file"))[0] == "v1/sub/file.json"


def test_the_names_of_a_part_are_no_names_of_the_whole() -> None:
    assert refused(bundle({"api.json": COMPOUND}), "#top")[0] == "`api.json` has no `$anchor: top`"


def test_an_alias_that_is_repeated_has_its_anchors_once() -> None:
    files = bundle({"api.json": b"{}", "a.yaml": b"a: &a {$anchor: x}\nb: *a\n"})
    assert led(files, "a.yaml#x") == ("a.yaml", ("a",))


# --- the tree ---


def test_references_stay_in_the_root_unless_they_are_allowed_out(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "secret.json").write_text('{"a": 1}')
    (tmp_path / "root" / "api.json").write_text("{}")
    (tmp_path / "root" / "link.json").symlink_to("../secret.json")
    inside = Bundle(WorkTree(tmp_path / "root"))
    assert refused(inside, "../secret.json") == (
        "no file `../secret.json`",
        "it lies outside of the repository; copy it in, map its URL by `refs`, or set `allow-outside`")
    assert "symbolic link that leaves the repository" in refused(inside, "link.json")[1]
    allowed = Bundle(WorkTree(tmp_path / "root", allow_outside=True))
    assert led(allowed, "../secret.json#/a") == ("../secret.json", ("a",))
    assert led(allowed, "link.json#/a") == ("../secret.json", ("a",))


def test_a_file_is_one_document_however_many_links_lead_to_it(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(".")
    (tmp_path / "two").symlink_to(".")
    (tmp_path / "api.json").write_text('{"a": {"$ref": "one/api.json#/b"}, "b": {"$ref": "two/api.json#/a"}}')
    files = Bundle(WorkTree(tmp_path))
    document = files.document("api.json")
    with pytest.raises(RefError, match="leads back to itself"):
        files.resolve(document, ("a",), document.get(("a",)))
    assert list(files.documents) == ["api.json"]
