"""Forms of the administrator."""

from __future__ import annotations

from typing import Any

from django import forms

from quanheng.web.units.administering import Post
from quanheng.web.units.models import Unit, User
from quanheng.web.units.rights import visible_units
from quanheng.web.units.roles import Role

PLACE = r"cn|\d{2}|\d{4}|\d{6,12}"
"""The code of a division as a unit may have it; an empty one is that of the unit above."""


class UnitForm(forms.Form):
    """A unit; the top one of all has no parent to choose."""

    name = forms.CharField(label="名称", max_length=120, help_text="与公章一致，核对时按它认单位")
    parent = forms.ModelChoiceField(Unit.objects.none(), label="上级", empty_label=None)
    kind = forms.ChoiceField(label="性质", choices=Unit.Kind.choices, initial=Unit.Kind.DEPARTMENT)
    code = forms.CharField(label="单位代码", max_length=40, required=False)
    short = forms.CharField(
        label="简称", max_length=60, required=False, help_text="文件里也这样写的，会认作这个单位"
    )
    jurisdiction = forms.RegexField(
        rf"^({PLACE})$",
        label="区划代码",
        required=False,
        help_text="不写就按上级的",
        error_messages={"invalid": "写 2、4 或 6 位以上数字，或 cn"},
    )

    def __init__(self, *args: Any, user: User, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unit is not None and unit.parent is None:
            del self.fields["parent"]
            return
        choice = visible_units(user, "people").order_by("path")
        if unit is not None:
            choice = choice.exclude(path__startswith=unit.path)
            if unit.parent is not None and not choice.filter(pk=unit.parent.pk).exists():
                del self.fields["parent"]  # the unit above is somebody else's
                return
        self.fields["parent"].queryset = choice  # type: ignore[attr-defined]


class PersonForm(forms.Form):
    """What is known of a person; the user name of an account stays."""

    shown = forms.CharField(label="姓名", max_length=40)
    username = forms.RegexField(
        r"^[\w.@+-]{2,60}$",
        label="用户名",
        help_text="登录用，如姓名拼音或手机号；建好以后不改",
        error_messages={"invalid": "2 到 60 位字母、数字或 . - _ @"},
    )
    phone = forms.CharField(label="电话", max_length=40, required=False)

    def __init__(self, *args: Any, known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["username"]
            self.fields["is_active"] = forms.BooleanField(label="账号在用", required=False)


class RoleForm(forms.Form):
    """A role over a unit."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", empty_label="请选择")
    role = forms.ChoiceField(label="角色", choices=[("", "请选择"), *Role.choices])
    section = forms.CharField(label="股室", max_length=40, required=False, help_text="股室填报人要写")
    starts = forms.DateField(label="自", required=False, widget=forms.DateInput({"type": "date"}))
    ends = forms.DateField(label="至", required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = visible_units(user, "people").order_by("path")  # type: ignore[attr-defined]

    def post(self) -> Post:
        """What was chosen."""
        given = self.cleaned_data
        return Post(given["unit"], given["role"], given["section"].strip(), given["starts"], given["ends"])
