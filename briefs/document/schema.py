"""The shape of the content of a brief as a JSON Schema (draft 2020-12), for programs that read it.

`python -m briefs.document.schema > docs/brief-content.schema.json` writes it anew when the shape has changed.
"""

import dataclasses
import datetime as dt
import inspect
import json
import re
import types
import typing

from briefs.document.shape import SCHEMA, BriefContent

SIMPLE = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    dt.date: {"type": "string", "format": "date"},
    dt.datetime: {"type": "string", "format": "date-time"},
}
# What stands behind or above a field in the source is the only place that says what it holds.
REMARKS = re.compile(r"^((?:    # .+\n)*)    (\w+): [^#\n]+(?:# (.+))?$", re.MULTILINE)


def json_schema():
    """The JSON Schema of what `shape.to_data` gives, as JSON-ready data.

    Fields that have a default were added to a shape that editions had been issued in: those lack them. More may follow, so
    none is forbidden.
    """
    definitions = {}
    reference(BriefContent, definitions)
    whole = definitions.pop(BriefContent.__name__)
    whole["properties"]["schema"] = {"const": SCHEMA, "description": "The number of this shape."}
    whole["required"].append("schema")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:parley:brief-content:{SCHEMA}",
        **whole,
        "$defs": dict(sorted(definitions.items())),
    }


def as_text():
    """The schema as the file that is kept beside the documentation."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


def schema_of(kind, definitions):
    """The schema of a field of the type `kind`; the dataclasses that it names are added to `definitions`."""
    if kind in SIMPLE:
        return dict(SIMPLE[kind])
    if dataclasses.is_dataclass(kind):
        return reference(kind, definitions)
    inner = typing.get_args(kind)
    if typing.get_origin(kind) is types.UnionType:
        return {"anyOf": [{"type": "null"} if one is type(None) else schema_of(one, definitions) for one in inner]}
    if typing.get_origin(kind) is not tuple:
        raise TypeError(f"The content of a brief may not hold {kind}: it would not come back from JSON as it was.")
    if inner[-1] is Ellipsis:
        return {"type": "array", "items": schema_of(inner[0], definitions)}
    each = [schema_of(one, definitions) for one in inner]
    return {"type": "array", "prefixItems": each, "items": False, "minItems": len(each)}


def reference(kind, definitions):
    """A reference to the definition of the dataclass `kind`, which is made at the first call."""
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # named before its fields, which may name it
        hints, remarks = typing.get_type_hints(kind), remarks_in(inspect.getsource(kind))
        fields = dataclasses.fields(kind)
        definitions[kind.__name__] |= {
            "title": kind.__name__,
            "description": " ".join(inspect.getdoc(kind).split()),
            "type": "object",
            "properties": {
                field.name: described(schema_of(hints[field.name], definitions), remarks[field.name])
                for field in fields
            },
            "required": [field.name for field in fields if field.default is dataclasses.MISSING],
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}


def remarks_in(source):
    """{field: what the `source` of a class says about it, or nothing}."""
    return {
        name: " ".join([*(line.strip(" #") for line in above.splitlines()), *filter(None, [behind])])
        for above, name, behind in REMARKS.findall(source)
    }


def described(schema, remark):
    return {**schema, "description": remark} if remark else schema


if __name__ == "__main__":
    print(as_text(), end="")
