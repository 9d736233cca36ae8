from django.urls import path

from . import views

app_name = "privacy"
urlpatterns = [
    path("staff/purpose/", views.purpose, name="purpose"),
    path("staff/purpose/finish/", views.finish, name="finish"),
]
