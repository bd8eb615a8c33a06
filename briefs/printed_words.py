"""The words of ours that a brief may print: in its templates, in the code that decides it, as labels of choices.

Each must stand in the catalogues (`locale/`); `manage.py list_untranslated` prints those that do not yet.
"""

import ast
from dataclasses import dataclass
from pathlib import Path

from django.template import engines
from django.template.base import FilterExpression, Node, Variable
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation
from django.utils.functional import Promise

from briefs.kinds import Arrangement, Kind, Section
from events.models import Event, EventParty, Figure, Report
from events.standing import Standing
from records.dates.calendars import MONTHS, month_name
from records.languages import Language
from records.levels import Level
from records.models import Source
from statements.models import Commitment, Deadline, Signature, Statement, StatementLink, Version
from talks.models import Participation, Party, PartyLink, Place, Round
from tracking.codebook import VERSIONS, Rating
from tracking.models import Evidence

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates" / "briefs" / "document"
# Modules whose sentences all end up in a brief, and those of whose functions some do.
MODULES = (
    *sorted((ROOT / "briefs" / "document").rglob("*.py")),
    *sorted((ROOT / "briefs" / "templatetags").glob("*.py")),
    ROOT / "records" / "dates" / "wording.py",
    ROOT / "records" / "dates" / "value.py",
    ROOT / "tracking" / "agreement.py",
    ROOT / "tracking" / "codebook" / "ratings.py",
)
FUNCTIONS = {
    ROOT / "events" / "models" / "question.py": {"in_words"},
    ROOT / "records" / "moments.py": {"moment_words"},
    ROOT / "records" / "models" / "source.py": {"citation"},
}
CHOICES = (
    Arrangement,
    Commitment.Kind,
    Commitment.Specificity,
    Deadline.Terms,
    Event.Clarity,
    Event.Kind,
    EventParty.Role,
    Evidence.Bearing,
    Figure.Bound,
    Figure.Definition,
    Kind,
    Language,
    Level,
    Participation.Role,
    Party.Kind,
    PartyLink.Kind,
    Place.Precision,
    Rating,
    Report.Stance,
    Round.Format,
    Round.Status,
    Section,
    Signature.Capacity,
    Signature.Standing,
    Source.Kind,
    Standing,
    Statement.Form,
    Statement.Stage,
    Statement.Status,
    StatementLink.Kind,
    Version.Kind,
)
# Which argument is what, in the functions of gettext.
CALLS = {
    "gettext": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
}


@dataclass(frozen=True, order=True)
class Words:
    """A text as the catalogues know it; `where` says in which file it stands, or what it is a label of."""

    msgid: str
    context: str = ""
    plural: str = ""
    where: str = ""

    @property
    def key(self):
        return self.context or None, self.msgid


def printed_words():
    """Every Words once, by (context, msgid)."""
    found = {}
    for words in (*in_templates(), *in_modules(), *in_labels()):
        found.setdefault(words.key, words)
    return found


def in_templates(folder=TEMPLATES):
    """Yield the Words of the templates in `folder`."""
    for path in sorted(folder.rglob("*.html")):
        template = engines["django"].from_string(path.read_text(encoding="utf-8")).template
        for words in in_node(template.nodelist):
            yield Words(*words, where=path.name)


def in_node(part):
    """Yield (msgid, context, plural) for all that a piece of a compiled template has translated."""
    if isinstance(part, TranslateNode):
        # What a variable holds is listed by in_labels.
        if said := literal(part.filter_expression):
            yield said, literal(part.message_context), ""
    elif isinstance(part, BlockTranslateNode):
        singular, plural = (part.render_token_list(tokens)[0] for tokens in (part.singular, part.plural))
        if part.trimmed:
            singular, plural = translation.trim_whitespace(singular), translation.trim_whitespace(plural)
        yield singular, literal(part.message_context), plural
    elif isinstance(part, Promise):
        yield *lazy_words(part), ""
    for inner in pieces(part):
        yield from in_node(inner)


def lazy_words(promise):
    """(msgid, context) of a text that is to be translated once it is printed."""
    # What a lazy text is pickled as tells the function of gettext and what it was called with.
    _function, (_gettext, arguments, *_others) = promise.__reduce__()[:2]
    *context, msgid = arguments
    return msgid, "".join(context)


def pieces(part):
    """What a piece of a compiled template is made of."""
    if isinstance(part, FilterExpression):
        # The argument of a filter, as in default:_("none"), was wrapped when the template was compiled.
        return [argument for _function, arguments in part.filters for _is_name, argument in arguments]
    if isinstance(part, Node):
        return [inner for name, inner in vars(part).items() if name not in ("origin", "token")]
    if isinstance(part, dict):
        return part.values()
    return part if isinstance(part, list | tuple) else ()


def literal(expression):
    """The text that a filter expression of a translate tag holds; "" for none."""
    if expression is None:
        return ""
    return str((expression.var.literal or "") if isinstance(expression.var, Variable) else expression.var)


def in_modules():
    """Yield the Words that MODULES and FUNCTIONS pass to gettext."""
    for path in MODULES:
        yield from in_source(path.read_text(encoding="utf-8"), path.name)
    for path, names in FUNCTIONS.items():
        yield from in_source(path.read_text(encoding="utf-8"), path.name, names)


def in_source(source, where, names=None):
    """Yield the Words that Python source passes to gettext; with `names`, only in functions called so."""
    tree = ast.parse(source)
    called = {
        alias.asname or alias.name: CALLS[alias.name.removesuffix("_lazy")]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name.removesuffix("_lazy") in CALLS
    }
    parts = [tree] if names is None else [node for node in ast.walk(tree) if getattr(node, "name", "") in names]
    for node in (inner for part in parts for inner in printing(part)):
        if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in called:
            continue
        said = dict(zip(called[node.func.id], node.args, strict=False))
        # What is worked out, such as the name of a month, is listed by in_labels.
        if isinstance(said["msgid"], ast.Constant):
            yield Words(where=where, **{name: argument.value for name, argument in said.items()})


def printing(node):
    """Yield a piece of Python source and all in it, but for functions that refuse: those speak to whoever asked."""
    if isinstance(node, ast.FunctionDef) and node.name.startswith("refuse"):
        return
    yield node
    for inner in ast.iter_child_nodes(node):
        yield from printing(inner)


def in_labels():
    """Yield the Words of choices, of the months of all calendars, and of the codebook in all its versions."""
    for choices in CHOICES:
        for member in choices:
            yield Words(*lazy_words(member.label), where=choices.__qualname__)
    for calendar in MONTHS:
        for month in range(1, 13):
            yield Words(month_name(calendar, month), "month", where=calendar)
    for version in VERSIONS:
        for entry in version.entries:
            for said in (entry.label, entry.test, entry.politifact, entry.ogp):
                if said:
                    yield Words(said, where=f"codebook {version}")
