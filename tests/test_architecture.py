"""The street: each room imports only from the rooms further down."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

MAY_IMPORT = {
    "records": [],
    "talks": ["records"],
    "statements": ["talks", "records"],
    "events": ["talks", "records"],
    "tracking": ["statements", "events", "talks", "records"],
    "briefs": ["tracking", "statements", "events", "talks", "records"],
}


def rooms_named_in(source):
    """Pairs (line, room) of every room that `source` imports or names in a string such as "statements.Commitment"."""
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and is_model_reference(node.value):
            names = [node.value]
        for name in names:
            room = name.split(".")[0]
            if room in MAY_IMPORT or room == "config":
                yield node.lineno, room


def is_model_reference(text):
    """Whether a string reads "room.Model" or "room.module.Name": what Django resolves to a class."""
    room, _, rest = text.partition(".")
    return room in MAY_IMPORT and bool(rest) and all(part.isidentifier() for part in rest.split("."))


def breaks(package, allowed, root=ROOT):
    """Every place where `package` reaches for a room it may not, as "file:line room"."""
    allowed = {package, *allowed}
    return [
        f"{path.relative_to(root)}:{line} {room}"
        for path in sorted((root / package).rglob("*.py"))
        for line, room in rooms_named_in(path.read_text(encoding="utf-8"))
        if room not in allowed
    ]


@pytest.mark.parametrize(("package", "allowed"), MAY_IMPORT.items())
def test_package_keeps_to_its_street(package, allowed):
    assert breaks(package, allowed) == []


@pytest.mark.parametrize(
    "planted",
    [
        "from events.models import Event",
        "import events.models",
        "def late():\n    from events import standing",
        'place = ForeignKey("events.Event", CASCADE)',
        'apps.get_model("tracking.Evidence")',
        "from config import settings",
    ],
)
def test_a_planted_breach_is_caught(tmp_path, planted):
    room = tmp_path / "statements"
    room.mkdir()
    (room / "breach.py").write_text(planted)

    found = breaks("statements", MAY_IMPORT["statements"], root=tmp_path)

    assert len(found) == 1


@pytest.mark.parametrize(
    "planted",
    [
        "from talks.models import Round",
        'round = ForeignKey("talks.Round", CASCADE)',
        'help_text = "events. What happened later"',
        'name = "statements"',
    ],
)
def test_what_is_allowed_is_not_called_a_breach(tmp_path, planted):
    room = tmp_path / "statements"
    room.mkdir()
    (room / "fine.py").write_text(planted)

    assert breaks("statements", MAY_IMPORT["statements"], root=tmp_path) == []


def test_every_room_is_on_the_street():
    rooms = {path.parent.name for path in ROOT.glob("*/apps.py")}

    assert rooms == set(MAY_IMPORT)


@pytest.mark.parametrize("name", ["common", "core", "utils", "helpers", "services"])
def test_no_room_or_module_is_a_lumber_room(name):
    found = [path for room in MAY_IMPORT for path in (ROOT / room).rglob(f"{name}*") if path.stem == name]

    assert found == []


def test_no_module_is_longer_than_four_hundred_lines():
    long = [
        f"{path.relative_to(ROOT)}: {count}"
        for room in [*MAY_IMPORT, "config", "tests", "bench"]
        for path in (ROOT / room).rglob("*.py")
        if "migrations" not in path.parts and (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    ]

    assert long == []
