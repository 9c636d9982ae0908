"""Every real document as a contract: it is read and walked, whatever it is, and never with an exception."""

from collections import Counter

import pytest
from test_documents import FOLDERS, SPECS, documents

from govtool.model.detect import UNKNOWN
from govtool.model.grammar import grammar_of
from govtool.model.read import read
from govtool.model.walk import walk
from govtool.source.refs import Bundle
from govtool.source.tree import WorkTree


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_document_is_read_as_a_contract_and_walked(folder: str) -> None:
    bundle = Bundle(WorkTree(SPECS))
    families: Counter[str] = Counter()
    for name, _, document in documents(folder):
        contract = read(bundle, name)
        families[contract.format.family] += 1
        if contract.format == UNKNOWN or not document.usable:
            continue
        kinds = grammar_of(contract.format).kinds
        seen = {id(node.value) for node in walk(bundle, contract.document, contract.format, kinds)}
        assert seen or not kinds
        assert all(id(operation.spot.value) in seen for operation in contract.all_operations())
    assert families.total() > 0
