"""Counts as shares of a whole."""


def whole_percentages(numbers):
    """The shares of `numbers` as whole percentages that add up to 100 (largest remainders); [] for no numbers."""
    total = sum(numbers)
    exact = [100 * number / total for number in numbers]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(numbers)), key=lambda place: (shares[place] - exact[place], place))
    for place in by_remainder[: 100 - sum(shares)] if numbers else ():
        shares[place] += 1
    return shares
