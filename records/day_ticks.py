"""Where an axis of days is marked, and how each mark is named."""

import datetime as dt


def ticks(first, last):
    """Pairs (day, label): at most nine, at even steps of days, months or years. A new year is named with its first tick."""
    days = (last - first).days
    if days <= 120:
        step = next(step for step in (1, 2, 3, 7, 14, 28) if days / step <= 8)
        shown = [first + dt.timedelta(days=count) for count in range(0, days + 1, step)]
        years = [None, *(day.year for day in shown)]
        return [
            (day, f"{day:%-d %b}" if day.year == year else f"{day:%-d %b %Y}")
            for day, year in zip(shown, years, strict=False)
        ]
    months = [dt.date(first.year + count // 12, count % 12 + 1, 1) for count in range(first.month - 1, days // 28 + 13)]
    months = [month for month in months if first <= month <= last]
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600) if len(months) / step <= 9)
    return [(month, f"{month:%b %Y}" if step < 12 else f"{month:%Y}") for month in months[::step]]
