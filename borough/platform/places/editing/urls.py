from django.urls import path

from . import views

app_name = "places-editing"
urlpatterns = [
    path("", views.places, name="list"),
    path("new/", views.new, name="new"),
    path("kinds/", views.kinds, name="kinds"),
    path("exceptions/", views.exceptions, name="exceptions"),
    path("<str:key>/", views.place, name="place"),
    path("<str:key>/edit/", views.edit, name="edit"),
    path("<str:key>/draft/", views.draft, name="draft"),
    path("<str:key>/draft/discard/", views.discard, name="discard"),
    path("<str:key>/undo/<uuid:group>/", views.undo, name="undo"),
    path("<str:key>/still-true/", views.still_true, name="still-true"),
    path("<str:key>/status/", views.status, name="status"),
    path("<str:key>/exception/", views.exception, name="exception"),
    path("<str:key>/exception/drop/", views.drop_exception, name="drop-exception"),
    path("<str:key>/merge/", views.merge, name="merge"),
]
