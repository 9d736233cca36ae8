from django.urls import path
from django.views.decorators.gzip import gzip_page

from . import views

app_name = "registers"
# Compressed, as the public pages are: nothing secret is on these, so their length gives nothing away.
urlpatterns = [
    path("", gzip_page(views.every), name="list"),
    path("freshness/", gzip_page(views.freshness), name="freshness"),
    path("openapi.json", gzip_page(views.api_document), name="openapi"),
    path("catalogue.jsonld", gzip_page(views.catalogue), name="catalogue"),
    *(
        path(f"<slug:name>.{form}", gzip_page(views.download), {"form": form}, name=form)
        for form in ("csv", "json", "geojson", "parquet")
    ),
    path("<slug:name>.csv-metadata.json", gzip_page(views.metadata), name="metadata"),
    path("<slug:name>.atom", gzip_page(views.atom), name="atom"),
    path("<slug:name>/", gzip_page(views.register), name="register"),
    path("<slug:name>/map.geojson", gzip_page(views.on_map), name="map"),
    *(
        path(
            f"<slug:name>/<path:key>.{form}", gzip_page(views.item_file), {"form": form}, name=f"item-{form}"
        )
        for form in ("json", "geojson")
    ),
    path("<slug:name>/<path:key>/", gzip_page(views.item), name="item"),
]
