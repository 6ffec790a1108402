"""The scoring-rule language: text -> `model.rule`.

rule = parse("120个得3分，每少一家扣0.05分")             # ScoringRule, or Unparsed with piece and why
evaluate(rule, result("118家"), result("120家"), weight)  # model.rule_value: Worth(low, high) or Unknown
printed(rule)                                             # plain Chinese; parse(printed(rule)) == rule
"""

from quanheng.facts.rules.parse import parse, parse_scanned
from quanheng.facts.rules.printing import printed
from quanheng.facts.rules.results import result

__all__ = ["parse", "parse_scanned", "printed", "result"]
