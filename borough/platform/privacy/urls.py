from django.urls import path

from . import views

app_name = "privacy"
urlpatterns = [
    path("staff/purpose/", views.purpose, name="purpose"),
    path("staff/emergency/", views.break_glass, name="break"),
    path("staff/emergency/reviews/", views.reviews, name="reviews"),
    path("staff/emergency/reviews/<int:number>/", views.review, name="review"),
    path("staff/purpose/finish/", views.finish, name="finish"),
]
