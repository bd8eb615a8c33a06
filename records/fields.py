from django.db import models
class PartialDateField(models.JSONField):
    def contribute_to_class(self, cls, name, **kw):
        for end in ("earliest","latest"):
            if f"{name}_{end}" not in {f.name for f in cls._meta.local_fields}:
                f = models.DateField(null=True, editable=False); f.creation_counter = self.creation_counter - 0.5
                cls.add_to_class(f"{name}_{end}", f)
        super().contribute_to_class(cls, name, **kw)
