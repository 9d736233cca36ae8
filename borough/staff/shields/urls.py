from django.urls import path

from . import views

urlpatterns = [
    path("", views.shields, name="shields"),
    path("new/", views.new, name="shield_new"),
    path("apart/", views.apart, name="shields_apart"),
    path("<int:number>/", views.one, name="shield"),
    path("<int:number>/lift/", views.ask, name="shield_ask"),
    path("<int:number>/name/", views.named, name="shield_name"),
    path("<int:number>/second/<str:word>/", views.second, name="shield_second"),
]
