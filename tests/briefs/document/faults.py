"""As much of JSON Schema 2020-12 as the schema of a brief uses."""

import datetime as dt

KINDS = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "null": type(None)}
FORMATS = {"date": dt.date.fromisoformat, "date-time": dt.datetime.fromisoformat}
# Whatever else a schema said would go unchecked.
UNDERSTOOD = {
    *("$schema", "$id", "$defs", "$ref", "title", "description", "type", "format", "const", "anyOf"),
    *("properties", "required", "items", "prefixItems", "minItems"),
}


def faults(schema, value, whole, place="$"):
    """Yield a line for everything in `value` that `schema`, a part of `whole`, does not allow."""
    assert schema.keys() <= UNDERSTOOD, f"{place}: the check knows nothing of {schema.keys() - UNDERSTOOD}"
    if "$ref" in schema:
        yield from faults(whole["$defs"][schema["$ref"].rpartition("/")[2]], value, whole, place)
    if "anyOf" in schema and all(list(faults(one, value, whole, place)) for one in schema["anyOf"]):
        yield f"{place}: none of anyOf"
    if "const" in schema and value != schema["const"]:
        yield f"{place}: not {schema['const']}"
    kind = schema.get("type")
    if kind and not is_kind(kind, value):
        yield f"{place}: not of type {kind}"
    elif kind == "object":
        yield from faults_of_object(schema, value, whole, place)
    elif kind == "array":
        yield from faults_of_array(schema, value, whole, place)
    elif "format" in schema:
        try:
            FORMATS[schema["format"]](value)
        except ValueError:
            yield f"{place}: no {schema['format']}"


def is_kind(kind, value):
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))


def faults_of_object(schema, value, whole, place):
    for name in schema["required"]:
        if name not in value:
            yield f"{place}: no {name}"
    for name, one in value.items():
        # A content of today names nothing that its schema does not.
        if name in schema["properties"]:
            yield from faults(schema["properties"][name], one, whole, f"{place}.{name}")
        else:
            yield f"{place}: {name} is not known"


def faults_of_array(schema, value, whole, place):
    first = schema.get("prefixItems", [])
    if len(value) < schema.get("minItems", 0):
        yield f"{place}: too short"
    for number, one in enumerate(value):
        inner = first[number] if number < len(first) else schema["items"]
        if inner is False:
            yield f"{place}: too long"
        else:
            yield from faults(inner, one, whole, f"{place}[{number}]")
