from django.urls import path

from . import views

app_name = "misuse"
urlpatterns = [
    path("", views.alerts, name="list"),
    path("<int:pk>/", views.alert, name="alert"),
    path("<int:pk>/take/", views.take, name="take"),
    path("<int:pk>/decide/", views.decide, name="decide"),
]
