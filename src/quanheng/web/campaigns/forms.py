"""The form of a new campaign."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from quanheng.norms.load import jurisdictions
from quanheng.norms.regions import region_name
from quanheng.report import words
from quanheng.web.campaigns.models import Campaign
from quanheng.web.campaigns.naming import Named, resolve
from quanheng.web.campaigns.people import reviewers, third_parties
from quanheng.web.campaigns.sampling import Method, new_seed
from quanheng.web.units.models import Unit, User
from quanheng.web.units.rights import visible_units

FORMS = (
    "self_evaluation_report",
    "self_evaluation_form",
    "goal_declaration",
    "monitoring",
    "final_accounts",
    "budget",
    "workbook",
    "ledger",
)
"""The kinds of documents that a campaign may ask for, as the check names them."""
SKIP = "skip"
"""What stands for a pasted name that is left out."""
OFFICE = {"office": "复核单位", "contact": "联系人", "phone": "联系电话"}
"""Fields of the form by the names of the papers' fields."""


_RULED = [
    f"{code} {region_name(code)}"
    for code in (one.removeprefix("cn-") for one in jurisdictions())
    if code != "cn"
]
"""Places with rules of their own, by the code that the form takes."""


class CampaignForm(forms.Form):
    """`units` is a pasted list; names that are not known come back in `unresolved` with proposals."""

    kind = forms.ChoiceField(
        label="种类", choices=Campaign.Kind.choices, initial=Campaign.Kind.SELF_EVALUATION
    )
    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100, help_text="资金所属的年度")
    title = forms.CharField(label="名称", max_length=120)
    unit = forms.ModelChoiceField(label="组织单位", queryset=Unit.objects.none(), empty_label=None)
    deadline = forms.DateField(label="截止日期", widget=forms.DateInput({"type": "date"}))
    norms = forms.RegexField(
        r"^(cn|\d{2,12})$",
        label="规则区划",
        help_text=f"用哪里的规则；有本地规则的：{'、'.join(_RULED)}，其他按上级的",
        error_messages={"invalid": "写 2 到 12 位数字的区划代码，或 cn"},
    )
    material = forms.MultipleChoiceField(
        label="应报材料",
        choices=[(kind, words.KINDS[kind]) for kind in FORMS],
        widget=forms.CheckboxSelectMultiple,
        initial=["self_evaluation_report", "self_evaluation_form"],
    )
    units = forms.CharField(
        label="单位",
        widget=forms.Textarea({"rows": 9}),
        help_text="一行一个，可从 Excel 整列粘贴；已填入全部部门",
    )
    reviewers = forms.ModelMultipleChoiceField(
        label="承办人",
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="抽中的单位平均分给选中的人，以后可改派",
    )
    sampling = forms.ChoiceField(
        label="复核范围", choices=Method.choices, initial=Method.ALL, widget=forms.RadioSelect
    )
    share = forms.DecimalField(
        label="抽查比例（%）",
        min_value=Decimal(1),
        max_value=Decimal(100),
        decimal_places=2,
        required=False,
        initial=Decimal(20),
    )
    seed = forms.CharField(
        label="抽样种子", max_length=40, required=False, help_text="印在结果里，别人用它能抽出同样的单位"
    )
    third = forms.ModelMultipleChoiceField(
        label="第三方人员", queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple, required=False
    )
    third_from = forms.DateField(label="自", required=False, widget=forms.DateInput({"type": "date"}))
    third_to = forms.DateField(label="至", required=False, widget=forms.DateInput({"type": "date"}))
    office = forms.CharField(label="复核单位", max_length=80, required=False, help_text="写在意见书的落款")
    contact = forms.CharField(label="联系人", max_length=40, required=False)
    phone = forms.CharField(label="联系电话", max_length=40, required=False)
    answer_days = forms.IntegerField(
        label="整改期限（日）",
        min_value=1,
        max_value=365,
        initial=30,
        help_text="写进意见书，从单位签收之日算起",
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.under = visible_units(user, "campaign")
        self.unresolved: list[Named] = []
        self.skipped: list[str] = []
        organisers = self.under.filter(kind__in=[Unit.Kind.AREA, Unit.Kind.FINANCE])
        self.fields["unit"].queryset = organisers if organisers.exists() else self.under  # type: ignore[attr-defined]
        self.fields["reviewers"].queryset = reviewers()  # type: ignore[attr-defined]
        self.fields["third"].queryset = third_parties()  # type: ignore[attr-defined]
        self.departments = self.under.filter(kind=Unit.Kind.DEPARTMENT)
        if not self.is_bound:
            self._fill_in()

    def _fill_in(self) -> None:
        year = timezone.localdate().year - 1
        top = self.under.first()
        self.initial = {
            "year": year,
            "title": f"{year}年度部门整体支出绩效自评复核",
            "norms": (top.jurisdiction if top else "") or "cn",
            "units": "\n".join(unit.name for unit in self.departments),
            "seed": new_seed(),
            "office": next((u.name for u in self.under if u.kind == Unit.Kind.FINANCE), ""),
            **self.initial,
        }

    def clean_units(self) -> list[Unit]:
        """The units in the order of the list; each once."""
        chosen: dict[int, Unit] = {}
        known = self.under.exclude(kind__in=[Unit.Kind.AREA, Unit.Kind.FIRM])
        for one in resolve(self.cleaned_data["units"], known):
            answer = self.data.get(f"as:{one.text}", "")
            unit = one.unit or next((u for u in one.proposals if str(u.pk) == answer), None)
            if unit is not None:
                chosen[unit.pk] = unit
            elif answer == SKIP:
                self.skipped.append(one.text)
            else:
                self.unresolved.append(one)
        if self.unresolved:
            raise forms.ValidationError(f"有 {len(self.unresolved)} 个名称认不出，请在下面逐个选定")
        if not chosen:
            raise forms.ValidationError("至少要有一个单位")
        return list(chosen.values())

    def clean(self) -> dict[str, Any]:
        """A sample needs its share, third parties their period."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("sampling") != Method.ALL and not given.get("share"):
            self.add_error("share", "抽查要写比例")
        given["seed"] = given.get("seed") or new_seed()
        if given.get("third"):
            starts, ends = given.get("third_from"), given.get("third_to")
            if not starts or not ends:
                self.add_error("third_to", "第三方只在一段时间内能看，请写明起止日期")
            elif ends < starts:
                self.add_error("third_to", "止日早于起日")
        given["papers"] = {
            name: given[field].strip() for field, name in OFFICE.items() if given.get(field, "").strip()
        }
        return given
