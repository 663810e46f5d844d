"""Addresses of packages and stations."""

from django.urls import path

from courier import station_pages, views

app_name = "courier"
AT = "plans/<int:plan_id>/courier/"
STATION = "courier/stations/<int:station_id>/"
urlpatterns = [
    path("courier/", views.desk, name="desk"),
    path("courier/read/", views.read, name="read"),
    path("courier/card/", station_pages.card, name="card"),
    path("courier/keys/", station_pages.make_ring, name="make-ring"),
    path("courier/stations/", station_pages.stations, name="stations"),
    path("courier/stations/add/", station_pages.add, name="add"),
    path(STATION, station_pages.station, name="station"),
    path(f"{STATION}confirm/", station_pages.confirm, name="confirm"),
    path(f"{STATION}retire/", station_pages.retire, name="retire"),
    path(AT, views.packages, name="packages"),
    path(f"{AT}pack/", views.pack, name="pack"),
    path(f"{AT}send-back/", views.send_back, name="send-back"),
    path(f"{AT}<int:package_id>/file/", views.file, name="file"),
]
