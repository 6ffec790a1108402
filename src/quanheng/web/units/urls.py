"""Addresses of the app."""

from django.urls import path

from quanheng.web.units.views import pasting, people, units

urlpatterns = [
    path("", units.index, name="manage"),
    path("units/new/", units.new, name="unit-new"),
    path("units/paste/", pasting.units, name="units-paste"),
    path("units/<int:unit>/", units.change, name="unit"),
    path("people/", people.index, name="people"),
    path("people/new/", people.new, name="person-new"),
    path("people/paste/", pasting.people, name="people-paste"),
    path("people/<int:number>/", people.change, name="person"),
    path("people/<int:number>/role/", people.give, name="person-role"),
    path("people/<int:number>/role/<int:role>/end/", people.end, name="person-role-end"),
    path("people/<int:number>/password/", people.password, name="person-password"),
    path("people/<int:number>/factor/", people.factor, name="person-factor"),
]
