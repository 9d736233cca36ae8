from django.urls import path

from . import views

urlpatterns = [
    path("", views.queue, name="findings"),
    path("yield/", views.live_yield, name="findings_yield"),
    path("<int:number>/", views.finding, name="finding"),
    path("<int:number>/take/", views.take, name="finding_take"),
    path("<int:number>/step/", views.step, name="finding_step"),
    path("<int:number>/decide/", views.decide, name="finding_decide"),
]
