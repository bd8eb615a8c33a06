"""The vocabulary of the made-up agreement, in English and Persian. The wordings are ours; no such agreement exists.

Each entry is a pair (English, Persian); `{place}`, `{number}`, `{elders}`, `{days}` and `{annex}` are filled in.
"""

TITLE = ("Agreement on a Lasting Peace (synthetic)", "موافقت‌نامه صلح پایدار (ساختگی)")
PREAMBLE = ("Preamble", "دیباچه")
CHAPTER, ARTICLE, ANNEX = ("Chapter", "فصل"), ("Article", "ماده"), ("Annex", "پیوست")

OPENING = (
    (
        "The two sides, having met {number} times since the first round, and wishing that nobody be killed any more in "
        "a war that neither of them can win, have agreed as follows.",
        "دو طرف، که از نخستین دور تاکنون {number} بار دیدار کرده‌اند و می‌خواهند دیگر هیچ‌کس در جنگی که هیچ‌یک "
        "نمی‌تواند ببرد کشته نشود، بر این موارد توافق کردند.",
    ),
    (
        "They thank the host, and the elders of {place}, who carried letters between them when nobody else did.",
        "آنان از کشور میزبان و از بزرگان {place}، که نامه‌های میان آنان را می‌بردند وقتی کس دیگری نمی‌برد، سپاسگزارند.",
    ),
    (
        "They remember the {number} families of {place} that left their homes in one night.",
        "آنان {number} خانواده {place} را به یاد دارند که یک‌شبه خانه‌های خود را ترک کردند.",
    ),
)

CHAPTERS = (
    ("The silence of the guns", "خاموشی سلاح‌ها"),
    ("Withdrawal and lines", "عقب‌نشینی و خط‌ها"),
    ("Prisoners and the missing", "زندانیان و گم‌شدگان"),
    ("Roads, food and medicine", "راه‌ها، خوراک و دارو"),
    ("Return of families", "بازگشت خانواده‌ها"),
    ("Schools, mosques and hospitals", "مکتب‌ها، مسجدها و شفاخانه‌ها"),
    ("Mines and what was left behind", "مین‌ها و بازمانده‌های جنگ"),
    ("Water, power and wages", "آب، برق و معاش"),
    ("Local committees", "کمیته‌های محلی"),
    ("Watching over the Agreement", "نظارت بر موافقت‌نامه"),
    ("Words spoken in public", "سخن گفتن در برابر مردم"),
    ("Doubts, breaches and amendments", "تردیدها، نقض‌ها و اصلاح‌ها"),
)

TITLES = (
    ("On heavy weapons", "درباره سلاح‌های سنگین"),
    ("On the guarding of {place}", "درباره نگهبانی از {place}"),
    ("On lists and their exchange", "درباره فهرست‌ها و مبادله آن‌ها"),
    ("On the road to {place}", "درباره راه {place}"),
    ("On those who come home", "درباره کسانی که به خانه بازمی‌گردند"),
    ("On places that nobody may attack", "درباره جاهایی که کسی حق حمله به آن‌ها را ندارد"),
    ("On maps", "درباره نقشه‌ها"),
    ("On the wells of {place}", "درباره چاه‌های {place}"),
    ("On letters and calls", "درباره نامه‌ها و تماس‌ها"),
    ("On visits without notice", "درباره بازدیدهای بی‌خبر"),
)

# Singular all, so that every deed fits every one.
SUBJECTS = (
    ("Each side", "هر طرف"),
    ("The Joint Commission", "کمیسیون مشترک"),
    ("The Government", "دولت"),
    ("The Movement", "جنبش"),
    ("The joint command", "فرماندهی مشترک"),
    ("The Monitoring Mission", "هیئت نظارت"),
    ("The committee for prisoners", "کمیته زندانیان"),
    ("The governor of {place}", "والی {place}"),
)

DEEDS = (
    ("withdraw all heavy weapons from {place}", "همه سلاح‌های سنگین را از {place} بیرون می‌کشد"),
    ("release {number} prisoners held in {place}", "{number} زندانی را که در {place} نگهداری می‌شوند رها می‌کند"),
    (
        "open the road to {place} to convoys with food and medicine",
        "راه {place} را به روی کاروان‌های خوراک و دارو باز می‌کند",
    ),
    (
        "refrain from any attack on the schools, mosques and hospitals of {place}",
        "از هر حمله به مکتب‌ها، مسجدها و شفاخانه‌های {place} خودداری می‌کند",
    ),
    (
        "report to the other side on {number} villages around {place}",
        "درباره {number} روستای پیرامون {place} به طرف دیگر گزارش می‌دهد",
    ),
    (
        "hand over the maps of the mined ground near {place}",
        "نقشه‌های زمین‌های مین‌گذاری‌شده نزدیک {place} را می‌سپارد",
    ),
    ("allow {number} families to return to {place}", "به {number} خانواده اجازه می‌دهد به {place} بازگردند"),
    (
        "keep the line between the posts of {place} open by day and by night",
        "خط تماس میان پاسگاه‌های {place} را شب و روز باز نگه می‌دارد",
    ),
    ("pay the wages of {number} teachers in {place}", "معاش {number} آموزگار {place} را می‌پردازد"),
    ("restore the water and the power of {place}", "آب و برق {place} را دوباره وصل می‌کند"),
    ("name {number} persons to the committee of {place}", "{number} تن را برای کمیته {place} معرفی می‌کند"),
    ("register every weapon that stays in {place}", "هر سلاحی را که در {place} می‌ماند ثبت می‌کند"),
    ("remove {number} posts along the river at {place}", "{number} پاسگاه کنار رود را در {place} برمی‌چیند"),
    ("let {number} journalists work in {place}", "می‌گذارد {number} خبرنگار در {place} کار کنند"),
)

TIMES = (
    ("within {days} days of signature", "ظرف {days} روز پس از امضا"),
    ("before the first day of spring", "پیش از نخستین روز بهار"),
    ("no later than the opening of the next round", "حداکثر تا گشایش دور بعدی"),
    ("for as long as this Agreement stands", "تا زمانی که این موافقت‌نامه برجاست"),
    ("every {days} days", "هر {days} روز"),
    ("as soon as the snow allows", "همین‌که برف بگذارد"),
)

MANNERS = (
    ("under the eyes of the Monitoring Mission", "زیر نظر هیئت نظارت"),
    ("without asking for anything in return", "بی‌آنکه چیزی در برابر آن بخواهد"),
    ("in the presence of {elders} elders", "در حضور {elders} تن از بزرگان"),
    ("as Annex {annex} lays down", "چنان‌که پیوست {annex} مقرر می‌دارد"),
    ("in zone 𝔸 of the map and, later, in zone 𝔹", "در منطقه 𝔸 نقشه و سپس در منطقه 𝔹"),
    ("by day and with flags that can be seen from afar", "در روز و با پرچم‌هایی که از دور دیده شوند"),
)

# Sentences that bind nobody.
REASONS = (
    (
        "The two sides remember that {place} was shelled on {number} days in one winter, and that nobody slept there.",
        "دو طرف به یاد دارند که {place} در یک زمستان {number} روز گلوله‌باران شد و هیچ‌کس آنجا نخوابید.",
    ),
    (
        "What follows was asked for by {number} elders, who walked from {place} to the place of the talks.",
        "آنچه در پی می‌آید خواست {number} تن از بزرگان است که از {place} پیاده به محل گفتگوها آمدند.",
    ),
    (
        "Nothing in what follows says who was right about {place}.",
        "هیچ چیز در آنچه می‌آید نمی‌گوید در کار {place} حق با که بود.",
    ),
    (
        "Of the {number} letters that were exchanged about {place}, both sides keep a copy.",
        "از {number} نامه‌ای که درباره {place} مبادله شد، هر دو طرف یک نسخه نگه می‌دارند.",
    ),
    (
        "In earlier rounds the two sides spoke of {place} for {number} hours without finding words that both could sign.",
        "در دورهای پیشین دو طرف {number} ساعت درباره {place} سخن گفتند و واژه‌ای نیافتند که هر دو امضا کنند.",
    ),
)

# They stand in the text many times, word for word, as such sentences do.
BOILERPLATE = (
    (
        "Any doubt about this Article is settled by the Joint Commission.",
        "هر تردیدی درباره این ماده را کمیسیون مشترک رفع می‌کند.",
    ),
    (
        "This Article applies to all who carry arms for one of the two sides.",
        "این ماده درباره همه کسانی است که برای یکی از دو طرف سلاح به دست دارند.",
    ),
)

PLACES = (
    ("Barada", "برادا"),
    ("Korsha", "کورشا"),
    ("Telgol", "تل‌گل"),
    ("Marvan", "مروان"),
    ("Senrud", "سین‌رود"),
    ("Dolmir", "دولمیر"),
    ("Garkent", "گرکند"),
    ("Halida", "هالیدا"),
    ("Jorba", "جوربا"),
    ("Lemtan", "لمتان"),
    ("Norshahr", "نورشهر"),
    ("Peldan", "پلدان"),
    ("Rasgol", "راس‌گل"),
    ("Salrud", "سال‌رود"),
    ("Torkot", "تورکوت"),
    ("Ulva", "اولوا"),
    ("Velmir", "ولمیر"),
    ("Zarda", "زردا"),
)
