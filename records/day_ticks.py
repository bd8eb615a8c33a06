"""Where an axis of days is marked, and how each mark is named."""

import datetime as dt


def ticks(first, last, *, in_numbers=False):
    """Pairs (day, label): at most nine, at even steps of days, months or years. A new year is named with its first tick.

    `in_numbers` labels them as in ISO 8601, for where no month can be named: 2021-07-08, 07-15, 2021-08.
    """
    days_of_year, month_of_year = ("%m-%d", "%Y-%m") if in_numbers else ("%-d %b", "%b %Y")
    whole = "%Y-%m-%d" if in_numbers else "%-d %b %Y"
    days = (last - first).days
    if days <= 120:
        step = next(step for step in (1, 2, 3, 7, 14, 28) if days / step <= 8)
        shown = [first + dt.timedelta(days=count) for count in range(0, days + 1, step)]
        years = [None, *(day.year for day in shown)]
        return [
            (day, f"{day:{days_of_year}}" if day.year == year else f"{day:{whole}}")
            for day, year in zip(shown, years, strict=False)
        ]
    months = [dt.date(first.year + count // 12, count % 12 + 1, 1) for count in range(first.month - 1, days // 28 + 13)]
    months = [month for month in months if first <= month <= last]
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600) if len(months) / step <= 9)
    return [(month, f"{month:{month_of_year}}" if step < 12 else f"{month:%Y}") for month in months[::step]]
