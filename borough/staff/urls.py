from django.urls import include, path

from . import views
from .log import views as log

app_name = "staff"
urlpatterns = [
    path("", views.home, name="home"),
    path("shields/", include("borough.staff.shields.urls")),
    path("people/", include("borough.staff.people.urls")),
    path("index/", include("borough.staff.index.urls")),
    path("findings/", include("borough.staff.findings.urls")),
    path("audit/", log.log, name="log"),
    path("audit/ask/", log.ask, name="log_ask"),
    path("audit/found/<str:key>/", log.found, name="log_found"),
    path("audit/<int:position>/", log.entry, name="log_entry"),
    path("audit/<int:position>/proof.json", log.proof, name="log_proof"),
    path("audit/people/<str:person>/", log.person, name="log_person"),
    path("audit/people/<str:person>/told/", log.told, name="log_told"),
]
