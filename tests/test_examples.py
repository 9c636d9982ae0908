"""Every rule's page is run: its Bad example is found fault with at the very lines it says, its Good example is not."""

import re

import pytest
from rule_examples import example, judged, place, section

from govtool.lint import rulesets
from govtool.lint.load import VALIDITY
from govtool.lint.rule import Rule

RULES = list(rulesets.known().values())
VALID = [rule for rule in RULES if VALIDITY in rule.tags]



@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_is_found_fault_with_where_it_says(rule: Rule) -> None:
    shown = example(rule, "Bad")
    missed = list(shown.expected())
    unexpected = []
    for finding in judged(shown, [rule]):
        name, line = place(shown, finding)
        meant = next((item for item in missed if item[:2] == (name, line) and item[2] in finding.message), None)
        if meant:
            missed.remove(meant)
        else:
            unexpected.append(f"{name}:{line}: [{finding.rule}] {finding.message}")
    assert (unexpected, missed) == ([], [])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_is_good(rule: Rule) -> None:
    shown = example(rule, "Good")
    assert shown.files
    assert [finding.message for finding in judged(shown, [rule])] == []


@pytest.mark.parametrize("title", ["Bad", "Good"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_an_example_is_a_valid_document(rule: Rule, title: str) -> None:
    """But for the fault that the example of a rule about validity is there to show."""
    if title == "Bad" and rule in VALID:
        return
    findings = judged(example(rule, title), VALID)
    assert [f"{finding.rule}: {finding.at.fragment}: {finding.message}" for finding in findings] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_page_says_what_why_and_how(rule: Rule) -> None:
    head = rule.doc.partition("\n## ")[0]
    title, _, why = head.partition("\n\n")
    assert re.fullmatch(r"[A-Z`].{10,110}\.", " ".join(title.split())), "the first sentence is the requirement"
    assert re.search(r"\([^()]+\)", why), "the second paragraph says why, and names its source in brackets"
    assert [title for title in ("Bad", "Good") if not section(rule.doc, title)] == []
    assert re.findall(r"^## (.+)$", rule.doc, re.MULTILINE) == ["Bad", "Good"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_bad_example_shows_two_faults_at_least(rule: Rule) -> None:
    """With one alone, a check that stops at the first would pass."""
    assert len(list(example(rule, "Bad").expected())) > 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_finding_says_what_was_expected_and_the_next_act(rule: Rule) -> None:
    findings = judged(example(rule, "Bad"), [rule])
    assert [finding.message for finding in findings if "`" not in finding.message or len(finding.message) > 200] == []
    assert [finding.message for finding in findings if not finding.help] == []
