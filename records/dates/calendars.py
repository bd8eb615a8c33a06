"""The calendars that sources print dates in: month names in several scripts, month lengths, the Gregorian day."""

import calendar
import datetime
import unicodedata
from functools import cache

from django.db import models

from records.dates.refusal import Mismatch

# Peace talks before the Peace of Westphalia are not our subject, and a slipped digit is then noticed.
YEARS = range(1600, 2200)
# The solar Hijri calendar in today's form dates from the 1920s; in these years the astronomical rule and the
# arithmetical rule of 33 years name the same days.
SOLAR_YEARS = range(1300, 1500)
LUNAR_YEARS = range(1010, 1601)


class Calendar(models.TextChoices):
    GREGORIAN = "gregorian", "Gregorian"
    SOLAR_HIJRI = "solar_hijri", "solar Hijri"
    LUNAR_HIJRI = "lunar_hijri", "lunar Hijri"


# The first name of each month is the one shown to readers; the others are read. Names are compared by letters alone.
MONTHS = {
    Calendar.GREGORIAN: (
        "January Jan يناير جنوری ژانویه",
        "February Feb فبراير فبروری فوریه",
        "March Mar مارس مارچ",
        "April Apr أبريل اپریل آوریل",
        "May مايو می مه",
        "June Jun يونيو جون ژوئن",
        "July Jul يوليو جولای جولایی ژوئیه",
        "August Aug أغسطس اگست اوت",
        "September Sep Sept سبتمبر سپتمبر سپتامبر",
        "October Oct أكتوبر اکتوبر اکتبر",
        "November Nov نوفمبر نومبر نوامبر",
        "December Dec ديسمبر دسمبر دسامبر",
    ),
    Calendar.SOLAR_HIJRI: (
        "Hamal Wray Farvardin Farwardin حمل وری فروردین",
        "Sawr Saur Thawr Ghwayay Ordibehesht Urdibihisht ثور غویی اردیبهشت",
        "Jawza Jauza Ghbargolay Khordad Khurdad جوزا غبرګولی خرداد",
        "Saratan Sartan Changash Tir سرطان چنګاښ چنگاښ تیر",
        "Asad Zmaray Mordad Murdad Amordad اسد زمری مرداد امرداد",
        "Sunbula Sonbola Sunbulah Sonbula Wazhay Shahrivar Shahrivar Shahriwar سنبله وږی شهریور",
        "Mizan Tala Mehr Mihr میزان تله مهر",
        "Aqrab Akrab Larham Aban عقرب لړم آبان",
        "Qaws Qaus Kaws Lindai Azar قوس لیندۍ آذر",
        "Jadi Jaddi Jady Marghumay Dey جدی مرغومی دی",
        "Dalw Dalwa Dalv Salwagha Bahman دلو سلواغه بهمن",
        "Hut Hoot Kab Esfand Isfand حوت کب اسفند",
    ),
    Calendar.LUNAR_HIJRI: (
        "Muharram Moharram Muharam محرم محرم_الحرام",
        "Safar صفر صفر_المظفر",
        "Rabi_al-Awwal Rabi_I Rabi_ul-Awwal Rabi_al-Awal Rabiulawwal ربیع_الاول ربیع_اول",
        "Rabi_al-Thani Rabi_II Rabi_ath-Thani Rabi_us-Sani Rabi_al-Sani Rabi_al-Akhir ربیع_الثانی ربیع_الآخر ربیع_ثانی",
        "Jumada_al-Ula Jumada_I Jumada_al-Awwal Jumadi_ul-Awwal Jumada_l-Ula جمادی_الاولی جمادی_الاول جمادی_اول",
        "Jumada_al-Akhira Jumada_II Jumada_al-Thani Jumada_al-Thania Jumada_ath-Thaniyah Jumadi_us-Sani "
        "جمادی_الآخرة جمادی_الثانی جمادی_الثانیة جمادی_الآخر جمادی_ثانی",
        "Rajab رجب رجب_المرجب",
        "Shaban Shaaban Shabaan شعبان شعبان_المعظم",
        "Ramadan Ramazan Ramadhan رمضان رمضان_المبارک",
        "Shawwal Shawal شوال شوال_المکرم",
        "Dhu_al-Qadah Dhu_al-Qada Dhu_al-Qidah Dhul-Qadah Dhul-Qada Dhul-Qidah Dhu_l-Qada Zu_al-Qadah Zul-Qada "
        "Zilqad Zilqada Zi_al-Qadah ذو_القعدة ذی_القعدة ذوالقعده ذیقعده ذی_القعده ذوالقعدة",
        "Dhu_al-Hijjah Dhu_al-Hijja Dhul-Hijjah Dhul-Hijja Dhu_l-Hijja Zu_al-Hijjah Zul-Hijja Zilhaj Zilhijja "
        "ذو_الحجة ذی_الحجة ذوالحجه ذیحجه ذی_الحجه ذوالحجة",
    ),
}
SAME_LETTER = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "\u0640": ""})
YEARS_OF = {
    Calendar.GREGORIAN: YEARS,
    Calendar.SOLAR_HIJRI: SOLAR_YEARS,
    Calendar.LUNAR_HIJRI: LUNAR_YEARS,
}


def folded(text):
    """`text` in small letters without accents, with Latin digits and one form of each Arabic-script letter."""
    letters = []
    for letter in unicodedata.normalize("NFKD", text.casefold()):
        digit = unicodedata.digit(letter, None)
        if digit is not None:
            letters.append(str(digit))
        elif unicodedata.category(letter) != "Mn":
            letters.append(letter)
    return "".join(letters).translate(SAME_LETTER)


def letters_of(name):
    """What counts when month names are compared."""
    return "".join(letter for letter in folded(name) if letter.isalpha() and letter not in "ʿʾʻʼ")


@cache
def months_by_name():
    """Letters of a name -> (calendar, month number)."""
    return {
        letters_of(name): (kind, number)
        for kind, months in MONTHS.items()
        for number, names in enumerate(months, start=1)
        for name in names.split()
    }


def month_named(name):
    """The (calendar, month number) that `name` stands for, or None."""
    return months_by_name().get(letters_of(name))


def month_name(kind, month):
    return MONTHS[kind][month - 1].split()[0].replace("_", " ")


def check_year(kind, year):
    """Mismatch when `year` is not one that dates in this calendar are read in."""
    years = YEARS_OF[kind]
    if year in years:
        return
    bounds = f"{years[0]} to {years[-1]}"
    if kind == Calendar.GREGORIAN:
        remedy = None
        if year in SOLAR_YEARS:
            remedy = (
                f"For a Hijri year write {year} SH (solar), {year} AH (lunar), or name the month: 17 Saratan {year}."
            )
        raise Mismatch(f"the year {year} is outside the years {bounds}.", remedy)
    raise Mismatch(
        f"the year {year} is outside the {kind.label} years {bounds}.", "Check the year and the month's name."
    )


@cache
def month_length(kind, year, month):
    """Days in a month; in the lunar calendar by the arithmetical rule, which the moon may contradict by a day."""
    if kind == Calendar.GREGORIAN:
        return calendar.monthrange(year, month)[1]
    # Imported here because it takes half a second, and most sites never read such a date.
    from convertdate import islamic, persian

    rule = persian if kind == Calendar.SOLAR_HIJRI else islamic
    return rule.month_length(year, month)


@cache
def first_of_month(kind, year, month):
    if kind == Calendar.GREGORIAN:
        return datetime.date(year, month, 1)
    from convertdate import islamic, persian  # see month_length

    rule = persian if kind == Calendar.SOLAR_HIJRI else islamic
    return datetime.date(*rule.to_gregorian(year, month, 1))


def day_in(kind, day):
    """(year, month, day) that a datetime.date has in the calendar."""
    if kind == Calendar.GREGORIAN:
        return day.year, day.month, day.day
    from convertdate import islamic, persian  # see month_length

    rule = persian if kind == Calendar.SOLAR_HIJRI else islamic
    return tuple(rule.from_gregorian(day.year, day.month, day.day))


def gregorian_day(kind, year, month, day):
    """The day as a datetime.date; Mismatch naming the fault when the calendar has no such day."""
    check_year(kind, year)
    if not 1 <= month <= 12:
        raise Mismatch(f"there is no month {month}.", "Months run from 01 to 12.")
    length = month_length(kind, year, month)
    if not 1 <= day <= length:
        name = month_name(kind, month)
        raise Mismatch(f"{name} {year} has {length} days.", f"Write a day from 1 to {length}, or {name} {year} alone.")
    return first_of_month(kind, year, month) + datetime.timedelta(days=day - 1)
