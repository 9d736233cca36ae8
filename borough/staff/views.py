from django.http import HttpResponse
from django.shortcuts import render

from borough.platform.access.api import Request, allow

from .actions import ENTER


@allow(ENTER)
def home(request: Request) -> HttpResponse:
    return render(request, "staff/home.html")
