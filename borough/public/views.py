from django.http import HttpResponse
from django.shortcuts import render

from borough.platform.access.api import Request, allow

from .actions import READ


@allow(READ)
def home(request: Request) -> HttpResponse:
    return render(request, "public/home.html")
