from django.urls import include, path

from . import views
from .log import views as log

app_name = "staff"
urlpatterns = [
    path("", views.home, name="home"),
    path("people/", include("borough.staff.people.urls")),
    path("index/", include("borough.staff.index.urls")),
    path("audit/", log.log, name="log"),
    path("audit/<int:position>/", log.entry, name="log_entry"),
    path("audit/people/<str:person>/", log.person, name="log_person"),
]
