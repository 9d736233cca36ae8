from django.urls import path

from . import views

app_name = "registers-staff"
urlpatterns = [
    path("", views.every, name="list"),
    path("batches/<int:batch_id>/", views.batch, name="batch"),
    *(
        path(f"batches/<int:batch_id>/{verb}/", views.decide, {"verb": verb}, name=verb)
        for verb in views.VERBS
    ),
    path("<slug:name>/", views.register, name="register"),
    path("<slug:name>/findings/", views.findings, name="findings"),
    path("<slug:name>/upload/", views.upload, name="upload"),
]
