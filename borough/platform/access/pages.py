"""Routes of our own; those of sign-in, whose names are allauth's, are in `urls.py`."""

from django.urls import path

from . import views

app_name = "access"
urlpatterns = [
    path("demo/", views.demonstration, name="demonstration"),
    path("staff/access/", views.people, name="people"),
    path("staff/access/new/", views.invite, name="invite"),
    path("staff/access/<int:pk>/", views.person, name="person"),
    path("staff/access/<int:pk>/give/", views.give, name="give"),
    path("staff/access/<int:pk>/manager/", views.manager, name="manager"),
    path("staff/access/<int:pk>/start-again/", views.start_again, name="start_again"),
    path("staff/access/grants/<int:pk>/end/", views.end, name="end"),
]
