"""Joining the tags of chapters into one tree, so that a screen reader goes through the file as through one document."""

from pikepdf import Array, Dictionary, Name, String


class Structure:
    """The structure tree of `pdf`, to which chapters are added in reading order."""

    def __init__(self, pdf):
        self.pdf = pdf
        self.document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
        self.parents = Array()  # pairs (key, what it leads to), as a number tree wants them
        self.next_key = 0
        self.ids = {}

    def add(self, source, pages):
        """The tags of `source`, a chapter whose `pages` have been added to `pdf`, after those that are there."""
        root = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        for part in root.K:
            for child in part.K:
                child.P = self.document
                self.document.K.append(child)
        # Each chapter counts its pages and its links from 0.
        first, numbers = self.next_key, root.ParentTree.Nums
        for key, owner in zip(numbers[::2], numbers[1::2], strict=True):
            self.parents.append(first + int(key))
            self.parents.append(owner)
        self.next_key += len(numbers) // 2
        for page in pages:
            page.StructParents = first + int(page.StructParents)
            for annotation in page.get("/Annots", ()):
                annotation.StructParent = first + int(annotation.StructParent)
        names = root.IDTree.Names if "/IDTree" in root else ()
        self.ids.update(zip(map(str, names[::2]), names[1::2], strict=True))

    def close(self):
        """Hang the tree into the file."""
        root = self.pdf.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                K=Array([self.document]),
                ParentTree=self.pdf.make_indirect(Dictionary(Nums=self.parents)),
                ParentTreeNextKey=self.next_key,
            )
        )
        if self.ids:
            names = Array()
            for name in sorted(self.ids):
                names.append(String(name))
                names.append(self.ids[name])
            root.IDTree = self.pdf.make_indirect(Dictionary(Names=names))
        self.document.P = root
        self.pdf.Root.StructTreeRoot = root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
