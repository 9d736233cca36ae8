from django.urls import path

from . import views

app_name = "privacy"
urlpatterns = [
    path("purpose/", views.purpose, name="purpose"),
    path("purpose/finish/", views.finish, name="finish"),
]
