from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="index"),
    path("proposal/<str:verb>/", views.proposal, name="index_proposal"),
    path("changes/<int:number>/undo/", views.undo, name="index_undo"),
    path("decisions/<int:number>/withdraw/", views.withdraw, name="index_withdraw"),
]
