"""The files a brief may draw on, and no others: our stylesheet and our fonts."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
SCHEME = "parley"


@dataclass(frozen=True)
class Face:
    """One font file: the family, weight and style it serves, as CSS names them."""

    file: str
    family: str
    weight: int = 400
    style: str = "normal"

    @property
    def path(self):
        return STATIC / "fonts" / self.file

    @property
    def rule(self):
        source = f'url("{SCHEME}:fonts/{self.file}")'
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weight}; '
            f"font-style: {self.style}; src: {source}; }}"
        )


FACES = (
    Face("NotoSerif-Regular.ttf", "Noto Serif"),
    Face("NotoSerif-Italic.ttf", "Noto Serif", style="italic"),
    Face("NotoSerif-Bold.ttf", "Noto Serif", weight=700),
    Face("NotoSans-Regular.ttf", "Noto Sans"),
    Face("NotoSans-Italic.ttf", "Noto Sans", style="italic"),
    Face("NotoSans-Bold.ttf", "Noto Sans", weight=700),
    Face("NotoNaskhArabic-Regular.ttf", "Noto Naskh Arabic"),
    Face("NotoNaskhArabic-Bold.ttf", "Noto Naskh Arabic", weight=700),
    Face("NotoSansMath-Regular.ttf", "Noto Sans Math"),
)


# The stylesheets of paper, in static/briefs, by the name a chapter gives: that of reports, those of sheets and of the
# matrix, and that of what runs along each page.
STYLES = {
    "brief": ("brief.css", "pictures.css"),
    "sheet": ("pictures.css", "sheets.css"),
    "matrix": ("pictures.css", "sheets.css", "matrix.css"),
    "frame": ("frame.css",),
}


def font_rules():
    """The rules by which CSS knows our fonts."""
    return "\n".join(face.rule for face in FACES)


@cache
def rules_of(style):
    """The rules of the stylesheets called `style`, without those of the fonts. KeyError for a name not in STYLES."""
    return "\n".join((STATIC / "briefs" / name).read_text(encoding="utf-8") for name in STYLES[style])


def stylesheet():
    """The whole stylesheet of a printed brief: our fonts, then the rules that screen and paper share."""
    return font_rules() + rules_of("brief")


def asset(address):
    """(bytes, MIME type) of the asset at `address` ("parley:fonts/NotoSans-Bold.ttf"); KeyError for anything else."""
    known = {f"{SCHEME}:fonts/{face.file}": face.path for face in FACES}
    return known[address].read_bytes(), "font/ttf"
