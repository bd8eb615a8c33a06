"""Going everywhere a reader can go, and reading everything that comes back."""

import io
import logging
import re
from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pikepdf
import pypdfium2
from django.urls import reverse
from lxml import html

from tests.security.addresses import filled, places

OF_ONE_ROW = re.compile(r"/admin/\w+/\w+/\d+/")
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Leak:
    """A sign that reached a reader who may not see what it stands for."""

    reader: str
    method: str
    address: str
    sign: object

    def __str__(self):
        return (
            f"{self.reader}: {self.method} {self.address} shows {self.sign.where} ({self.sign.kind}, {self.sign.text})"
        )


@dataclass
class Answer:
    """What came back: `text` is all of it, headers, cookies and every decoded stream of a PDF included."""

    status: int
    headers: dict
    text: str
    document: object = None


class Lines(logging.Handler):
    """Keeps what is logged meanwhile."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.kept = []

    def emit(self, record):
        self.kept.append(self.format(record))


@dataclass
class Crawl:
    """One reader's way through the site. `leaks` and `found` grow with every answer; `channels` say where signs stood."""

    corpus: object
    reader: object
    leaks: list = field(default_factory=list)
    found: set = field(default_factory=set)
    channels: dict = field(default_factory=dict)
    statuses: dict = field(default_factory=dict)
    seen: set = field(default_factory=set)
    known: set = field(default_factory=set)
    questions: Counter = field(default_factory=Counter)

    def __post_init__(self):
        self.browser = self.reader.browser()

    def ask(self, address, data=None, asked=frozenset()):
        """The Answer to a GET of `address`, or to a POST of `data`. What was sent itself tells nothing: it is let pass."""
        method = "GET" if data is None else "POST"
        asked = asked | self.corpus.ledger.found_in(f"{address} {data or ''}")
        response = self.browser.get(address) if data is None else self.browser.post(address, data)
        answer = read(response)
        self.statuses[method, address] = answer.status
        self.take_in(method, address, answer, asked)
        if answer.status in REDIRECTS:
            self.follow(address, answer, asked)
        return answer

    def take_in(self, method, address, answer, asked):
        in_admin = address.startswith("/admin/")
        signs = self.corpus.ledger.found_in(answer.text)
        self.found |= signs - asked
        for sign in signs - asked:
            self.channels.setdefault(channel_of(method, address, answer), set()).add(sign)
            if not self.reader.may_see(sign.kind, in_admin):
                self.leaks.append(Leak(self.reader.name, method, address, sign))

    def follow(self, address, answer, asked):
        """Read the page that an answer leads to at once: a message about what was sent may stand there."""
        target = urlsplit(urljoin(address, answer.headers["Location"]))
        onward = f"{target.path}?{target.query}" if target.query else target.path
        # The page to sign in on says the same whatever was asked for.
        if target.path != reverse("admin:login") and target.netloc in ("", "testserver") and onward != address:
            response = self.browser.get(onward)
            self.take_in("GET", onward, read(response), asked)

    def go(self, addresses, follow=True):
        """Ask for each of `addresses`, and unless told not to `follow`, for what their pages lead to."""
        waiting = deque(addresses)
        while waiting:
            address = waiting.popleft()
            if address in self.seen:
                continue
            self.seen.add(address)
            answer = self.ask(address)
            if follow and answer.document is not None and answer.status == 200:
                waiting.extend(
                    link for link in onward(address, answer.document, self.known) if self.is_worth_following(link)
                )

    def is_worth_following(self, address):
        """Whether an address asks a new kind of question, or one of its first few choices."""
        path, names = kind_of_question(address)
        if address in self.seen or (len(names) > 1 and not path.endswith("/add/")):
            return False
        if OF_ONE_ROW.match(path):
            # Those of the corpus are asked for whether a link leads there or not.
            return False
        self.questions[path, names] += 1
        return not names or self.questions[path, names] <= CHOICES


def read(response):
    """The Answer in a response of the test client."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    kind = response.headers.get("Content-Type", "")
    lines = [f"{name}: {value}" for name, value in response.headers.items()]
    lines += [morsel.OutputString() for morsel in response.cookies.values()]
    if body.startswith(b"%PDF-"):
        text, document = pdf_text(body), None
    else:
        text = body.decode("utf-8", "replace")
        document = html.document_fromstring(text) if kind.startswith("text/html") and text.strip() else None
    return Answer(response.status_code, dict(response.headers), "\n".join([*lines, text]), document)


def pdf_text(data):
    """All that stands in a PDF: the words on its pages, and every stream and text in its structure."""
    parts = []
    with pypdfium2.PdfDocument(data) as pages:
        for page in pages:
            text = page.get_textpage().get_text_range()
            # A word may be broken at the end of a line.
            parts += [text, re.sub(r"[\s\ufffe\u00ad-]+", "", text)]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                parts.append(thing.read_bytes(pikepdf.StreamDecodeLevel.specialized).decode("latin-1"))
            parts += [str(text) for text in texts_in(thing)]
    return "\n".join(parts)


def texts_in(thing):
    """Yield the texts of a PDF object, of all that is written directly in it."""
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array):
        for part in thing:
            if not getattr(part, "is_indirect", False):
                yield from texts_in(part)
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for key in thing.keys():  # noqa: SIM118, a stream has keys and is not iterable
            part = thing[key]
            if not getattr(part, "is_indirect", False):
                yield from texts_in(part)


def onward(address, document, known):
    """Yield the addresses that a page leads to: its links, and its GET forms with each choice of each list.

    `known` grows by the links that need not be looked at again, wherever they stand.
    """
    for link in document.xpath("//a/@href"):
        if link in known:
            continue
        if link.startswith("/"):
            known.add(link)
        target = urlsplit(urljoin(address, link))
        if target.netloc in ("", "testserver") and target.scheme in ("", "http"):
            yield with_query(target.path, [pair for pair in parse_qsl(target.query) if pair[0] not in LEFT_OUT])
    for form in document.xpath("//form[translate(@method, 'GET', 'get')='get']"):
        action = urlsplit(urljoin(address, form.get("action") or address)).path
        for box in form.xpath(".//select"):
            for value in filter(None, box.xpath("./option/@value")):
                yield with_query(action, [(box.get("name"), value)])


# The admin repeats in each link from where it was followed, which makes as many addresses of each page.
LEFT_OUT = {"_changelist_filters", "next"}
# How many questions of one kind are asked of a page: each filter that it offers, with this many of its choices.
CHOICES = 2


def with_query(path, pairs):
    return f"{path}?{urlencode(pairs)}" if pairs else path


def kind_of_question(address):
    """The path of an address and the names of what it asks for."""
    target = urlsplit(address)
    return target.path, tuple(sorted(name for name, _value in parse_qsl(target.query, keep_blank_values=True)))


def channel_of(method, address, answer):
    """By which way signs came: the kind of file, or the kind of page of the admin, or the reading pages."""
    kind = answer.headers.get("Content-Type", "").split(";")[0]
    if answer.status in REDIRECTS:
        return "redirect"
    if kind != "text/html":
        return kind
    if address.startswith(f"{reverse('search')}?"):
        return "search"
    if not address.startswith("/admin/"):
        return "pages" if method == "GET" else "pages POST"
    last = urlsplit(address).path.rstrip("/").rpartition("/")[2]
    if re.search(r"/history/\d+/$", urlsplit(address).path):
        last = "history form"
    return (
        f"admin {last if last in ('add', 'change', 'delete', 'history', 'history form', 'points') else 'list'} {method}"
    )


def whole_site(corpus, reader, thorough=()):
    """Every address of the URLconf with the keys of rows filled in, those of hidden rows among them.

    The kinds of page that are `thorough` ("change") are asked for with every row, the others with a few of each model.
    Who may not open the pages of a kind at all is sent away before any row is looked at: two rows show it.
    """
    found = []
    for place in places():
        every = EVERY_PAGE in thorough or place.name.rpartition("_")[2] in thorough
        addresses = filled(place, corpus.rows if every else corpus.few)
        if addresses is None:
            raise LookupError(f"Say in tests/security/addresses.py what stands in {place.pattern} ({place.name}).")
        if place.pattern.startswith("admin/") and not reader.enters_record:
            addresses = addresses[:2]
        found += [address for address in addresses if place.name not in NOT_VISITED]
    return found


EVERY_PAGE = "every page"
# Where a visit would end.
NOT_VISITED = {"admin:logout", "account_logout"}
