from django.urls import include, path

from . import views

app_name = "staff"
urlpatterns = [
    path("", views.home, name="home"),
    path("people/", include("borough.staff.people.urls")),
]
