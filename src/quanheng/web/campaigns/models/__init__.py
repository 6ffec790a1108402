"""The rows of campaigns: the work that is set, what came in, what reviewers scored, what was written to units."""

from quanheng.web.campaigns.models.campaign import Assignment, Campaign, Task
from quanheng.web.campaigns.models.letter import Letter
from quanheng.web.campaigns.models.receipt import Receipt
from quanheng.web.campaigns.models.score import ReviewScore

__all__ = ["Assignment", "Campaign", "Letter", "Receipt", "ReviewScore", "Task"]
