"""The vocabulary of the made-up record. The Dari and Arabic wordings are ours."""

from dataclasses import dataclass

from events.models import Event
from statements.models import Commitment, Deadline

MARK = "(synthetic)"

ONSETS = [
    "Bar",
    "Kor",
    "Tel",
    "Mar",
    "Var",
    "Sen",
    "Dol",
    "Gar",
    "Hal",
    "Jor",
    "Lem",
    "Nor",
    "Or",
    "Pel",
    "Ras",
    "Sal",
    "Tor",
    "Ul",
    "Vel",
    "Zar",
]
MIDDLES = ["a", "e", "i", "o", "u", "an", "en", "ar", "or", "il"]
ENDINGS = ["ba", "da", "va", "dan", "mir", "gol", "sha", "tan", "rud", "kent"]
GIVEN = [
    "Amin",
    "Basira",
    "Daud",
    "Farida",
    "Hamid",
    "Jamila",
    "Karim",
    "Laila",
    "Mirwais",
    "Nadia",
    "Omid",
    "Parwin",
    "Rahim",
    "Soraya",
    "Tariq",
    "Yalda",
]

Kind, Specificity, Terms = Commitment.Kind, Commitment.Specificity, Deadline.Terms


@dataclass(frozen=True)
class Wording:
    """How a point binds its authors, in three languages; `{town}`, `{due}` and `{number}` are filled in."""

    kind: str
    specificity: str
    theme: str
    terms: str
    summary: str
    english: str
    dari: str
    arabic: str

    @property
    def is_verifiable(self):
        return self.specificity != Specificity.DECLARATORY


BINDING = (
    Wording(
        Kind.REFRAIN,
        Specificity.SPECIFIC,
        "cease",
        Terms.NONE,
        "Cease offensive operations around {town}",
        "Both sides will cease all offensive operations in {town} and within {number} kilometres of it",
        "هر دو طرف همه عملیات تهاجمی را در {town} و تا {number} کیلومتری آن متوقف می‌کنند",
        "يوقف الطرفان جميع العمليات الهجومية في {town} وضمن {number} كيلومترا منها",
    ),
    Wording(
        Kind.ACT,
        Specificity.SPECIFIC,
        "prisr",
        Terms.DATED,
        "Release {number} prisoners by {due}",
        "Each side will release {number} prisoners held at {town} no later than {due}",
        "هر طرف {number} زندانی را که در {town} نگهداری می‌شوند تا {due} رها می‌کند",
        "يفرج كل طرف عن {number} سجينا محتجزين في {town} في موعد أقصاه {due}",
    ),
    Wording(
        Kind.NEGOTIATE,
        Specificity.GENERAL,
        "time",
        Terms.SOON,
        "Continue talks at a later meeting",
        "The parties will continue the talks at a later meeting, to be held as soon as possible",
        "طرف‌ها گفتگوها را در نشستی دیگر، که هرچه زودتر برگزار شود، ادامه می‌دهند",
        "يواصل الطرفان المحادثات في اجتماع لاحق يعقد في أقرب وقت ممكن",
    ),
    Wording(
        Kind.FACILITATE,
        Specificity.SPECIFIC,
        "idps",
        Terms.DATED,
        "Open the road to {town} to aid by {due}",
        "The road to {town} will be opened to humanitarian convoys by {due}, and {number} families may return",
        "راه {town} تا {due} به روی کاروان‌های بشردوستانه باز می‌شود و {number} خانواده می‌توانند برگردند",
        "تفتح الطريق إلى {town} أمام القوافل الإنسانية بحلول {due} ويسمح بعودة {number} أسرة",
    ),
    Wording(
        Kind.CONDEMN,
        Specificity.DECLARATORY,
        "humrts",
        Terms.NONE,
        "Condemn attacks on homes, schools and hospitals",
        "Both sides condemn attacks on homes, schools and hospitals in {town}",
        "هر دو طرف حمله بر خانه‌ها، مکتب‌ها و شفاخانه‌ها را در {town} محکوم می‌کنند",
        "يدين الطرفان الهجمات على المنازل والمدارس والمستشفيات في {town}",
    ),
    Wording(
        Kind.ACT,
        Specificity.SPECIFIC,
        "with",
        Terms.DATED,
        "Withdraw {number} fighters from {town} by {due}",
        "{number} fighters and their heavy weapons will be withdrawn from {town} by {due}",
        "{number} جنگجو با سلاح سنگین خود تا {due} از {town} بیرون کشیده می‌شوند",
        "يسحب {number} مقاتلا مع أسلحتهم الثقيلة من {town} بحلول {due}",
    ),
    Wording(
        Kind.REPORT,
        Specificity.SPECIFIC,
        "verify",
        Terms.CONDITIONAL,
        "Report to the joint commission once it meets",
        "Once the joint commission has met, each side will report to it every {number} days on {town}",
        "پس از نشست کمیسیون مشترک، هر طرف هر {number} روز در باره {town} به آن گزارش می‌دهد",
        "بعد انعقاد اللجنة المشتركة يرفع كل طرف إليها تقريرا كل {number} يوما عن {town}",
    ),
    Wording(
        Kind.CONTINUE,
        Specificity.GENERAL,
        "media",
        Terms.NONE,
        "Keep the hotline between commanders open",
        "The hotline between the commanders in {town} will be kept open",
        "خط تماس میان فرماندهان در {town} باز نگه داشته می‌شود",
        "يبقى الخط الساخن بين القادة في {town} مفتوحا",
    ),
    Wording(
        Kind.DECLARE,
        Specificity.DECLARATORY,
        "ethrel",
        Terms.NONE,
        "Declare that the conflict has no military solution",
        "Both sides hold that the conflict has no military solution",
        "هر دو طرف بر این باورند که این منازعه راه‌حل نظامی ندارد",
        "يرى الطرفان أنه لا حل عسكريا لهذا النزاع",
    ),
)

# Points that bind nobody: English, Dari, Arabic.
FREE = (
    (
        "The participants thanked the host for its hospitality",
        "اشتراک‌کنندگان از مهمان‌نوازی میزبان سپاسگزاری کردند",
        "شكر المشاركون البلد المضيف على حسن الضيافة",
    ),
    (
        "The talks were held in a frank and cordial atmosphere",
        "گفتگوها در فضای صمیمانه و صریح انجام شد",
        "جرت المحادثات في أجواء صريحة وودية",
    ),
)

Happening = Event.Kind
# Kind of event: how often, how its title begins, whether people die in it, whether it goes against a ceasefire.
HAPPENINGS = {
    Happening.ARMED_CLASH: (26, "Fighting at", True, True),
    Happening.ATTACK: (14, "Attack on people in", True, True),
    Happening.SHELLING: (10, "Shelling of", True, True),
    Happening.REMOTE: (8, "Roadside bomb near", True, True),
    Happening.AIR_STRIKE: (6, "Air strike near", True, True),
    Happening.NON_STATE_OVERTAKES: (3, "Change of control of", False, True),
    Happening.GOVERNMENT_REGAINS: (3, "Government forces return to", False, True),
    Happening.ABDUCTION: (3, "Abduction of travellers near", False, True),
    Happening.PEACEFUL_PROTEST: (6, "March for peace in", False, False),
    Happening.MEETING_HELD: (6, "Meeting of delegates in", False, False),
    Happening.STATEMENT_ISSUED: (4, "Statement read out in", False, False),
    Happening.PRISONER_RELEASE: (4, "Prisoners released in", False, False),
    Happening.HUMANITARIAN_ACCESS: (4, "Aid convoy reaches", False, False),
    Happening.DISPLACEMENT: (3, "Families leave", False, True),
}
