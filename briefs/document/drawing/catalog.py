"""What a PDF says about itself, and how one finds one's way in it: title, dates, outline, places, attachments."""

import datetime as dt
from dataclasses import dataclass
from xml.sax.saxutils import escape

from pikepdf import Array, AttachedFileSpec, Dictionary, Name, OutlineItem, String

DATE = "D:%Y%m%d%H%M%SZ"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:CreatorTool>{author}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True)
class About:
    """What the file says about itself. `moment` (UTC) is the only date in it: not that of the drawing."""

    title: str
    subject: str
    language: str
    moment: dt.datetime
    producer: str
    author: str = "Parley"


@dataclass(frozen=True)
class Attachment:
    """A file that travels inside the brief."""

    name: str
    data: bytes
    mime: str
    description: str


def describe(pdf, about):
    """Write `about` into the places where programs look for it."""
    date = about.moment.strftime(DATE)
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title=String(about.title),
            Author=String(about.author),
            Subject=String(about.subject),
            Creator=String(about.author),
            Producer=String(about.producer),
            CreationDate=String(date),
            ModDate=String(date),
        )
    )
    texts = ("title", "subject", "language", "producer", "author")
    told = {name: escape(getattr(about, name)) for name in texts}
    packet = XMP.format(moment=about.moment.strftime("%Y-%m-%dT%H:%M:%SZ"), **told)
    pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String(about.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    # So that a reader that shows page numbers shows those that are printed.
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=1)]))


def name_places(pdf, places):
    """Make `places`, {name: destination}, known by their names."""
    names = Array()
    for name, destination in sorted(places.items(), key=lambda place: place[0].encode()):
        names.append(String(name))
        names.append(destination)
    pdf.Root.Names = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=names)))


def outline(pdf, entries):
    """The outline of the file from `entries`: (level from 1, title, destination), in order of their pages.

    A level that is left out does not leave a gap: an entry hangs below the nearest one before it of a lower level.
    """
    with pdf.open_outline() as tree:
        above = []
        for level, title, destination in entries:
            item = OutlineItem(title, destination)
            item.is_closed = level > 1
            above = [(upper, parent) for upper, parent in above if upper < level]
            (above[-1][1].children if above else tree.root).append(item)
            above.append((level, item))


def attach(pdf, attachments, moment):
    """Put the Attachments into the file, dated to `moment`."""
    date, files = moment.strftime(DATE), Array()
    for one in attachments:
        spec = AttachedFileSpec(
            pdf,
            one.data,
            description=one.description,
            filename=one.name,
            mime_type=one.mime,
            creation_date=date,
            mod_date=date,
            relationship=Name.Data,
        )
        pdf.attachments[one.name] = spec
        files.append(spec.obj)
    pdf.Root.AF = files
