from django.db import models


class Person(models.Model):
    retention = "index"


class Record(models.Model):
    retention = "index"
    person = models.ForeignKey(Person, models.CASCADE, null=True)
    feed = models.TextField(default="")
    source_key = models.TextField(default="")
    forename = models.TextField(null=True)
    middle_names = models.TextField(null=True)
    surname = models.TextField(null=True)
    date_of_birth = models.DateField(null=True)
    flat = models.TextField(null=True)
    number = models.TextField(null=True)
    street = models.TextField(null=True)
    postcode = models.TextField(null=True)
    uprn = models.TextField(null=True)
    email = models.TextField(null=True)
    phone = models.TextField(null=True)
    nino = models.TextField(null=True)
    nhs_number = models.TextField(null=True)
