"""What is left over, goes beyond or has become of a stock: which figures it binds, and when it binds none."""

from __future__ import annotations

import pytest

from tests.facts.reading import claimed


@pytest.mark.parametrize(
    ("template", "text", "wanted"),
    [
        ("left-over", "到位资金100万元，支出90万元，支付率90%，剩余10万元。",
         "total 10万元, part 100万元, -part 90万元"),
        ("left-over", "核定编制326名，在编301人，空编25名。", "total 25名, part 326名, -part 301人"),
        ("excess", "合同工期120天，实际用时131天，超期11天。", "total 11天, part 131天, -part 120天"),
        ("stock", "隐性债务年初1826.50万元，新增42.18万元，化解18.90万元，年末余额1849.78万元。",
         "total 1849.78万元, part 1826.50万元, part 42.18万元, -part 18.90万元"),
    ],
)  # fmt: skip
def test_the_words_name_all_terms(template: str, text: str, wanted: str) -> None:
    assert claimed("balance", text, template=template) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "到位资金100万元，其中省级60万元，支出90万元，剩余10万元。",  # three levels: which two is open
        "到位资金100万元。支出90万元，剩余10万元。",  # the first stands in another sentence
        "人均补助100元，支出90元，剩余10元。",  # an average is no stock
        "到位资金100万元，涉及90户，剩余10万元。",  # money and households
        "支出90万元，到位资金100万元，剩余10万元。",  # the second is more than the first
        "目标值120天，实际131次，超期11天。",  # days and times
        "存货年初1826.50万元，年末余额1849.78万元。",  # nothing is told of what came
        "存货年初1826.50万元，购置42.18万元，其中购置设备18.90万元，年末余额1849.78万元。",  # a part of what came
        "存货年初1826.50万元，购置约42万元，年末余额1868.50万元。",  # about
    ],
)
def test_anything_else_in_between_binds_none(text: str) -> None:
    assert not [c for t in ("left-over", "excess", "stock") for c in claimed("balance", text, template=t)]
