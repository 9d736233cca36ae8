from django.urls import path

from . import views

urlpatterns = [
    path("", views.search, name="people"),
    path("found/<str:key>/", views.found, name="people_found"),
    path("<str:identifier>/", views.person, name="person"),
]
