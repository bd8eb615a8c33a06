from django.db import models


class LineField(models.CharField):
    def __init__(self, *a, **k):
        k.setdefault("max_length", 300)
        super().__init__(*a, **k)


class ProseField(models.TextField):
    def __init__(self, *a, **k):
        k.setdefault("blank", True)
        super().__init__(*a, **k)


class VerbatimField(models.TextField):
    pass


class AddressField(models.URLField):
    pass
