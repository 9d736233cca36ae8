"""Routes of our own; those of sign-in, whose names are allauth's, are in `urls.py`."""

from django.urls import path

from . import views

app_name = "access"
urlpatterns = [path("demo/", views.demonstration, name="demonstration")]
