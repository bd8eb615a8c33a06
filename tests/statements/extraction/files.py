"""Small files, good and bad, made when they are needed."""

import base64
import io
import zipfile
import zlib

import docx
import pikepdf
from django.conf import settings
from weasyprint import HTML

from statements.extraction.pictures import picture

FACES = "".join(
    f"@font-face{{font-family:{family};src:url({file}-Regular.ttf)}}"
    for family, file in (("Latin", "NotoSans"), ("Arabic", "NotoNaskhArabic"))
)


def pdf(*pages, style="", language="en", direction="ltr"):
    """A PDF with one page for each of the HTML texts `pages`."""
    parts = "".join(f'<section style="break-after:page">{page}</section>' for page in pages)
    html = (
        f'<html lang="{language}" dir="{direction}"><style>{FACES}body{{font-family:Latin,Arabic}}'
        f"@page{{size:A5;margin:15mm}}{style}section:last-child{{break-after:auto!important}}</style>{parts}</html>"
    )
    return HTML(string=html, base_url=f"{settings.BASE_DIR}/static/fonts/").write_pdf()


def changed(data, change, **options):
    """The PDF `data` after `change` was called with it."""
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(kept, **options)
    return kept.getvalue()


def locked(data, *, user, owner="owner"):
    """The PDF `data` with passwords: with an empty `user` it opens without one."""
    return changed(data, lambda document: None, encryption=pikepdf.Encryption(user=user, owner=owner))


def of_pages(number, content=b"BT /F1 12 Tf 20 20 Td (peace) Tj ET"):
    """A PDF of `number` pages with one word on each."""
    document = pikepdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    for _number in range(number):
        page = document.add_blank_page(page_size=(200, 200))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(content)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def zeros(number):
    """`number` zeros, deflated without ever holding them: one block, as often as it takes."""
    packing, step = zlib.compressobj(9), b"0" * 1_000_000
    first, block = (packing.compress(step) + packing.flush(zlib.Z_FULL_FLUSH) for _time in range(2))
    return first + block * (number // len(step) - 1)


def object_stream_bomb(number, *, times=1):
    """A PDF whose cross-reference table leads into an object stream of `number` bytes, packed so many `times`."""
    packed = zeros(number)
    for _time in range(times - 1):
        packed = zlib.compress(packed)
    filters = "/FlateDecode " * times
    body = b"%PDF-1.5\n"
    first = len(body)
    body += b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    second = len(body)
    head = f"3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter [{filters}] /Length {len(packed)} >>\nstream\n"
    body += head.encode() + packed + b"\nendstream\nendobj\n"
    third = len(body)
    rows = b"".join(
        kind.to_bytes(1, "big") + where.to_bytes(4, "big") + rest.to_bytes(2, "big")
        for kind, where, rest in ((0, 0, 65535), (1, first, 0), (2, 3, 0), (1, second, 0), (1, third, 0))
    )
    body += (
        f"4 0 obj\n<< /Type /XRef /Size 5 /W [1 4 2] /Root 1 0 R /Length {len(rows)} >>\nstream\n".encode()
        + rows
        + f"\nendstream\nendobj\nstartxref\n{third}\n%%EOF\n".encode()
    )
    return body


def archive(**parts):
    """A ZIP archive of `parts`, {name: content}; `__` in a name stands for a slash and `_dot_` for a dot."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return kept.getvalue()


def word(*paragraphs, change=None):
    """A DOCX of `paragraphs`, after `change` was called with it."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if change:
        change(document)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def replaced_part(data, name, content):
    """The ZIP archive `data` with another `content` of the part `name`; with None, without the part."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        if content is not None:
            new.writestr(name, content)
    return kept.getvalue()


def scan(*pages, **options):
    """A PDF whose pages are pictures of the HTML texts `pages`."""
    images = []
    for page in pages:
        png = picture(pdf(page, style="p{font-size:16pt;line-height:2}", **options), 1, dpi=200)
        images.append(f'<img style="width:100%" src="data:image/png;base64,{base64.b64encode(png).decode()}">')
    return pdf(*images, style="@page{margin:0}")
