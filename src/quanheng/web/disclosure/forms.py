"""What people fill in about publications."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from quanheng.web.disclosure.models import Face, Publication


class _Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class OweForm(forms.Form):
    """What is to be published, and from when on it counts."""

    kind = forms.ChoiceField(label="事项", choices=Publication.Kind.choices)
    year = forms.IntegerField(
        label="年度", min_value=2000, max_value=2100, error_messages={"invalid": "写四位数的年份，如 2024"}
    )
    approved_on = forms.DateField(
        label="批复日期",
        required=False,
        widget=_Day(),
        help_text="财政批复预算、决算的日期；公开期限从它算起，不知道可以以后填",
        error_messages={"invalid": "日期写成 2025-09-01"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = timezone.localdate().year - 1
        self.fields["kind"].initial = Publication.Kind.FINAL_ACCOUNTS

    def clean_approved_on(self) -> Any:
        """Not in the future."""
        day = self.cleaned_data["approved_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("批复日期还没有到")
        return day


class SetForm(OweForm):
    """The bureau asks it of all its units, and may set a date of its own."""

    set_due = forms.DateField(
        label="规定的期限",
        required=False,
        widget=_Day(),
        help_text="财政局另有规定时填，与法定期限比，早的一个算数",
        error_messages={"invalid": "日期写成 2025-09-01"},
    )


class FaceForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs, not in Django
    """What is open to everybody."""

    class Meta:
        model = Face
        fields = ("open", "problems", "contact")
        help_texts = {  # noqa: RUF012  (as Django wants it)
            "open": "打开后，知道网址的人不用登录就能看已公开的文件和数字；关着时只有登录的人能看",
            "problems": "只列复核认定成立、已下达整改的问题和它的状态；程序自己发现、没有人确认的从不列出",
            "contact": "写在每个公开页面下面，如电话或邮箱",
        }
