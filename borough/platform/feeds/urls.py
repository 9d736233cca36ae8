from django.urls import path

from . import views

app_name = "feeds"
urlpatterns = [
    path("", views.feeds, name="list"),
    path("quarantine/", views.quarantine, name="quarantine"),
    path("batch/<int:batch_id>/", views.batch, name="batch"),
    *(
        path(f"batch/<int:batch_id>/{verb}/", views.decide, {"verb": verb}, name=verb)
        for verb in ("accept", "refuse", "reverse", "replay")
    ),
    path("batch/<int:batch_id>/row/<int:number>/", views.stored, name="stored"),
    path("row/<int:row_id>/", views.row, name="row"),
    path("row/<int:row_id>/mend/", views.mend, name="mend"),
    path("row/<int:row_id>/leave-out/", views.leave_out, name="leave-out"),
    path("<slug:slug>/", views.feed, name="feed"),
    path("<slug:slug>/contract/", views.contract, name="contract"),
    path("<slug:slug>/upload/", views.upload, name="upload"),
    path("<slug:slug>/waiting.csv", views.export, name="export"),
]
