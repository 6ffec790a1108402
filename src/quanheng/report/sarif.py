"""SARIF 2.1.0, the exchange format of code review tools."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from quanheng import __version__
from quanheng.model.finding import DOUBT, ERROR, MISSING, NOTE, Finding, Mark
from quanheng.model.review import Failure, Review, Reviewed
from quanheng.report import json, messages, words
from quanheng.report.places import Locator, in_order, locators

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {ERROR: "error", DOUBT: "warning", MISSING: "warning", NOTE: "note"}


def encode(review: Review) -> bytes:
    """One run with the rules that found something, a result a finding, a notification a failure."""
    rules = sorted({finding.rule for reviewed in review.documents for finding in reviewed.findings})
    index = {rule: number for number, rule in enumerate(rules)}
    results = [
        result
        for reviewed, locator in zip(review.documents, locators(review), strict=True)
        for result in _results(reviewed, locator, index)
    ]
    driver = {"name": "quanheng", "semanticVersion": __version__, "rules": [_rule(rule) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(reviewed) for reviewed in review.documents],
        "invocations": [
            {
                "executionSuccessful": not review.errors,
                "toolExecutionNotifications": [_notification(error) for error in review.errors],
            }
        ],
        "results": results,
    }
    return json.dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: str) -> dict[str, Any]:
    remedy = "\n".join(messages.paragraphs(messages.remedy(rule)))
    return {
        "id": rule,
        "name": messages.code(rule),
        "shortDescription": {"text": messages.title(rule)},
        "help": {"text": remedy or messages.title(rule)},
    }


def _artifact(reviewed: Reviewed) -> dict[str, Any]:
    hashes = {"sha-256": reviewed.document.sha256} if reviewed.document.sha256 else {}
    return {"location": {"uri": _uri(reviewed.path or reviewed.document.name)}, "hashes": hashes}


def _results(reviewed: Reviewed, locator: Locator, index: dict[str, int]) -> list[dict[str, Any]]:
    uri = _uri(reviewed.path or reviewed.document.name)
    results = []
    for finding in in_order(reviewed.findings):
        level = words.severity(finding)
        results.append(
            {
                "ruleId": finding.rule,
                "ruleIndex": index[finding.rule],
                "level": _LEVELS[level],
                "message": {"text": messages.message(finding)},
                "locations": _locations(finding, "stated", uri, locator) or [_physical(uri)],
                "relatedLocations": _locations(finding, "", uri, locator),
                "fingerprints": {"quanheng/v1": finding.key},
                "properties": {"severity": level, "certainty": finding.certainty},
            }
        )
    return results


def _locations(finding: Finding, role: str, uri: str, locator: Locator) -> list[dict[str, Any]]:
    """The stated places, or with role "" all the others."""
    chosen = [mark for mark in finding.marks if (mark.role == "stated") == (role == "stated")]
    return [_location(mark, uri, locator) for mark in chosen]


def _location(mark: Mark, uri: str, locator: Locator) -> dict[str, Any]:
    """Office files have no lines: the place is a logical location, the exact span a property."""
    return _physical(_uri(mark.document) if mark.document else uri) | {
        "logicalLocations": [{"fullyQualifiedName": locator.of(mark), "kind": "section"}],
        "message": {"text": mark.text},
        "properties": json.place(mark.place),
    }


def _physical(uri: str) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": uri}}}


def _notification(error: Failure) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": f"{error.message}。{error.hint}"},
        "locations": [_physical(_uri(error.path))],
    }


def _uri(path: str) -> str:
    return quote(path.replace("\\", "/"), safe="/~")
