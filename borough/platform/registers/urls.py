from django.urls import path
from django.views.decorators.gzip import gzip_page

from borough.ui import api as ui

from . import views

app_name = "registers"
# Compressed, as the public pages are: nothing secret is on these, so their length gives nothing away.
urlpatterns = [
    path("", ui.light(views.every), name="list"),
    path("freshness/", ui.light(views.freshness), name="freshness"),
    path("openapi.json", gzip_page(views.api_document), name="openapi"),
    path("catalogue.jsonld", gzip_page(views.catalogue), name="catalogue"),
    *(
        path(f"<slug:name>.{form}", gzip_page(views.download), {"form": form}, name=form)
        for form in ("csv", "json", "geojson", "parquet")
    ),
    path("<slug:name>.csv-metadata.json", gzip_page(views.metadata), name="metadata"),
    path("<slug:name>.atom", gzip_page(views.atom), name="atom"),
    path("<slug:name>/", ui.light(views.register), name="register"),
    path("<slug:name>/map.geojson", gzip_page(views.on_map), name="map"),
    *(
        path(
            f"<slug:name>/<path:key>.{form}", gzip_page(views.item_file), {"form": form}, name=f"item-{form}"
        )
        for form in ("json", "geojson")
    ),
    path("<slug:name>/<path:key>/", ui.light(views.item), name="item"),
]
