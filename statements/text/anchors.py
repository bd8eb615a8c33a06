class Anchor:
    pass


class AnchorBroken(ValueError):
    pass


class QuoteAmbiguous(ValueError):
    pass


class QuoteNotFound(ValueError):
    pass


def anchor_at(*a):
    pass


check = locate = anchor_at
