from django.urls import path
from django.views.decorators.gzip import gzip_page

from borough.ui import api as ui

from . import views

app_name = "gazetteer"
urlpatterns = [
    path("my-address/", ui.light(views.my_address), name="my-address"),
    path("address/<str:where>.json", gzip_page(views.about_json), name="about-json"),
    path("address/<str:where>/collections.ics", views.calendar, name="calendar"),
    path("address/<str:where>/", ui.light(views.about), name="about"),
    path("home-address/", views.home_address, name="home-address"),
]
