"""Pages for opening a year and for workbooks going out and coming back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from quanheng.norms.schemes import schemes
from quanheng.web.departments import exchange
from quanheng.web.departments.models import Book
from quanheng.web.departments.views import around, book_of
from quanheng.web.downloads import download
from quanheng.web.typed import whole
from quanheng.web.units.entry import person
from quanheng.web.units.models import Unit
from quanheng.web.units.rights import can_anywhere, demand, visible_units


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class _Several(forms.FileField):
    """A field of several files, each held to what one has to be."""

    widget = _Files({"multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files, [] where none was sent."""
        return [super(_Several, self).clean(one, initial) for one in data or []]


class NewBook(forms.Form):
    """Unit, year, scheme, and files to take figures from."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", empty_label=None)
    year = forms.IntegerField(label="年度", min_value=1990, max_value=2100)
    framework = forms.ChoiceField(label="分值方案")
    sources = _Several(
        label="导入",
        required=False,
        help_text="上年工作簿、一体化导出、决算或预算公开表，可一次选几个；没有就空着",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = visible_units(user, "edit")
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.initial.setdefault("year", timezone.localdate().year - 1)
        first = units.first()
        known = schemes(first.place if first else "cn")
        self.fields["framework"].choices = [(key, one["name"]) for key, one in known.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One book of a year."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        unit, year = given.get("unit"), given.get("year")
        if unit and year and Book.objects.filter(unit=unit, year=year).exists():
            self.add_error("year", "这个单位这一年的数据已经建立，请到“我的单位”打开")
        return given


def new(request: HttpRequest) -> HttpResponse:
    """Open a year."""
    user = person(request)
    if not can_anywhere(user, "edit"):
        raise PermissionDenied("建立年度数据由单位财务办理")
    asked = {name: said for name in ("unit", "year") if (said := whole(request.GET.get(name)))}
    form = NewBook(request.POST or None, request.FILES or None, user=user, initial=asked)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            book, words = exchange.open_book(
                given["unit"], given["year"], given["framework"], user, _held(given["sources"])
            )
        except exchange.NotTaken as fault:
            form.add_error("sources", str(fault))
        else:
            messages.success(request, f"已建立 {book}。{words}")
            return redirect("book", book.pk)
    return render(request, "departments/new.html", {"form": form}, status=422 if form.errors else 200)


def _held(files: Iterable[Any]) -> list[tuple[str, bytes]]:
    return [(file.name or "文件", file.read()) for file in files]


def book_file(request: HttpRequest, number: int) -> HttpResponse:
    """The workbook, whole or for one office (`?office=`)."""
    book = book_of(request, number)
    office = request.GET.get("office", "")
    demand(person(request), "view_whole", book)
    name = f"自评数据_{book.year}_{office or book.unit.name}.xlsx"
    try:
        data = exchange.workbook(book, office)
    except exchange.NotTaken as fault:
        raise Http404 from fault
    return download(data, name)


@require_POST
def take(request: HttpRequest, number: int) -> HttpResponse:
    """Take workbooks that came back, or fill empty cells from other files; conflicts are shown."""
    book = book_of(request, number)
    demand(person(request), "edit", book)
    files = _held(request.FILES.getlist("files"))
    if not files:
        messages.error(request, "请先选择文件")
        return redirect("book", book.pk)
    try:
        taken = exchange.take(book, files, person(request))
    except exchange.NotTaken as fault:
        messages.error(request, str(fault))
        return redirect("book", book.pk)
    return render(request, "departments/taken.html", {**around(request, book, "overview"), "taken": taken})
