"""What a person may correct of what the program recognised."""

from __future__ import annotations

from typing import Any

from django import forms

from quanheng.norms.regions import chain_of, jurisdiction_of, region_name
from quanheng.report.words import KINDS

_KINDS = [("", "按文件识别"), *((key, said) for key, said in KINDS.items() if key != "unknown")]


class SettingsForm(forms.Form):
    """Unit, year, kind and place; what is left empty is taken from the file."""

    organisation = forms.CharField(label="单位", max_length=120, required=False)
    year = forms.IntegerField(
        label="年度",
        min_value=2000,
        max_value=2100,
        required=False,
        error_messages={"invalid": "写四位数的年份，如 2024"},
    )
    kind = forms.ChoiceField(label="类型", choices=_KINDS, required=False)
    jurisdiction = forms.CharField(
        label="地区", max_length=60, required=False, help_text="写全名或区划代码，如 湖南省 或 43"
    )

    def clean_jurisdiction(self) -> str:
        """A code of two, four or six digits, from a code or from a name that only one place has."""
        given: str = self.cleaned_data["jurisdiction"].strip()
        if not given or given == "cn":
            return given
        try:
            chain_of(given)
        except ValueError:
            code = jurisdiction_of(given)
            if code is None:
                raise forms.ValidationError(
                    "没有这个地区，或不止一处叫这个名字；请写上省、市，或写区划代码"
                ) from None
            return code
        if region_name(given) is None:
            raise forms.ValidationError("没有这个区划代码")
        return given

    def settings(self, read: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
        """The settings of a draft: what differs from what was `read`, and what had been set `before`."""
        given = {key: value for key, value in self.cleaned_data.items() if value}
        return {key: value for key, value in given.items() if key in before or value != read.get(key)}


def place_name(code: str | None) -> str:
    """The place of a code in words; 全国 where there is none."""
    if not code or code == "cn":
        return "全国通用"
    return region_name(code) or code
