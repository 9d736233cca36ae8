from django.urls import path

from . import views

app_name = "correspondence"
urlpatterns = [
    path("", views.messages, name="list"),
    path("<int:number>/", views.message, name="message"),
    path("<int:number>/again/", views.again, name="again"),
]
