"""Dated law and local rules as data, with the document, article and evidence of every value."""

from quanheng.norms.load import (
    Norm,
    UnknownNorm,
    Value,
    documents,
    jurisdictions,
    names,
    norm,
    read_text_yaml,
    sheet,
    version,
)
from quanheng.norms.regions import chain_of, jurisdiction_of, region_name

__all__ = [
    "Norm",
    "UnknownNorm",
    "Value",
    "chain_of",
    "documents",
    "jurisdiction_of",
    "jurisdictions",
    "names",
    "norm",
    "read_text_yaml",
    "region_name",
    "sheet",
    "version",
]
