"""What happens after each accord, and besides: the truth is that an event is about a promise because it was made up so.

A Happening is drawn from the life of a promise, or from one of the sorts of event that bear on no promise. Which words,
names, days and places it comes with is drawn afterwards, as reports give them: in any language, with a party or without.
"""

import datetime as dt
from dataclasses import dataclass, field

from bench.labelled.matters import BONDS, BORNE_ON, OFFENSIVE
from bench.labelled.phrases import BESIDES, phrases

# How many events a promise has in its life: (fewest, most) and how often.
LIVES = {(0, 0): 2, (1, 3): 6, (4, 10): 8, (11, 24): 4}
WITHIN = 1100
# Shares of all that is told.
SAME_WORDS, IN_ENGLISH, BY_A_PART, LATE, NEAR_ITS_DAY = 0.45, 0.6, 0.25, 0.15, 0.6
UNNAMED, NO_PARTY, NO_PLACE, WHOLE_PROVINCE, NO_EXACT_DAY = 0.2, 0.1, 0.08, 0.15, 0.15
# Events of each sort that bear on nothing, for each accord.
DISTRACTORS = {
    "before": 90,
    "another matter": 80,
    "besides": 90,
    "others in the land": 70,
    "outside the place": 25,
    "the other side": 15,
    "same day elsewhere": 70,
}


@dataclass
class Happening:
    """One event: of which `sort` and `matter`, in which land, who acted (a Side or None), where and when.

    `issued` is the day of the accord, `bears_on` the promises that it bears on. `told`, a phrase, and `language` are how
    it is reported.
    """

    sort: str
    matter: str
    land: object
    issued: dt.date
    day: dt.date
    told: object
    language: str
    place: object = None
    actor: object = None
    other: object = None
    bears_on: list = field(default_factory=list)


def after(chance, day):
    """A day after `day`, sooner rather than later, and now and then years after."""
    if chance.happens(LATE):
        return chance.after(day, 400, WITHIN)
    return day + dt.timedelta(days=min(400, int(chance.stream.expovariate(1 / 110))))


class Story:
    """All that happens in connection with one accord; `elsewhere` are lands in which the same days pass."""

    def __init__(self, chance, accord, elsewhere):
        self.chance, self.accord, self.elsewhere = chance, accord, elsewhere
        self.promised = {made.matter: made for made in accord.promises}

    def tell(self):
        """Yield every Happening."""
        for made in self.accord.promises:
            fewest, most = self.chance.weighted(LIVES)
            for _ in range(self.chance.between(fewest, most)):
                yield self.of_promise(made)
        if borne_on := [self.promised[matter] for matter in BORNE_ON[OFFENSIVE] if matter in self.promised]:
            for _ in range(self.chance.between(0, 5)):
                side = self.chance.pick(self.accord.sides)
                happening = self.happening("of a promise", OFFENSIVE, self.day_after(), side, self.anywhere())
                happening.bears_on = borne_on
                yield happening
        for sort, number in DISTRACTORS.items():
            ways = {
                "before": self.before,
                "another matter": self.another_matter,
                "besides": self.besides,
                "others in the land": self.others_in_the_land,
                "outside the place": self.outside_the_place,
                "the other side": self.the_other_side,
                "same day elsewhere": self.same_day_elsewhere,
            }
            found = (ways[sort](sort) for _ in range(number))
            yield from (happening for happening in found if happening)

    # What bears on a promise.

    def of_promise(self, made):
        day = self.day_after()
        if made.due and self.chance.happens(NEAR_ITS_DAY):
            day = max(self.accord.issued + dt.timedelta(days=1), self.chance.after(made.due, -20, 45))
        happening = self.happening(
            "of a promise", made.matter, day, self.chance.pick(made.bound), self.spot(made.province)
        )
        happening.bears_on = [made]
        return happening

    # What bears on none.

    def before(self, sort):
        """The same things done by the same sides, before anything was promised."""
        matter, day = self.chance.pick(list(BONDS)), self.accord.issued - dt.timedelta(days=self.chance.between(1, 700))
        return self.happening(sort, matter, day, self.chance.pick(self.accord.sides), self.anywhere())

    def another_matter(self, sort):
        """What the same sides did later in matters that this accord leaves out."""
        left_out = [matter for matter in BONDS if matter not in self.promised]
        # What breaks a general ceasefire breaks a local one as well, and the other way round.
        if "cease" in self.promised or "calm" in self.promised:
            left_out = [matter for matter in left_out if matter not in ("cease", "calm")]
        side = self.chance.pick(self.accord.sides)
        return self.happening(sort, self.chance.pick(left_out), self.later(), side, self.anywhere())

    def besides(self, sort):
        """What the sides did besides, and what befell the land."""
        return self.happening(sort, BESIDES, self.later(), self.chance.pick(self.accord.sides), self.anywhere())

    def others_in_the_land(self, sort):
        """The same things, done in the same land by those who promised nothing in this accord."""
        movements = [one for one in self.accord.land.movements if one is not self.accord.movement]
        actor = self.chance.pick([*self.accord.land.others, *movements])
        matter = self.chance.pick([*BONDS, *self.promised])
        happening = self.happening(sort, matter, self.later(), actor, self.anywhere())
        happening.other = self.chance.pick(self.accord.land.others)
        return happening

    def outside_the_place(self, sort):
        """What was promised for one province, done by the same sides in another."""
        local = [made for made in self.accord.promises if made.province]
        if not local:
            return None
        made = self.chance.pick(local)
        others = [one for one in self.accord.land.provinces if one is not made.province]
        side = self.chance.pick(made.bound)
        return self.happening(sort, made.matter, self.later(), side, self.spot(self.chance.pick(others)))

    def the_other_side(self, sort):
        """What one side promised, done by the other, which did not."""
        alone = [made for made in self.accord.promises if len(made.bound) == 1]
        if not alone:
            return None
        made = self.chance.pick(alone)
        (other,) = [side for side in self.accord.sides if side is not made.bound[0]]
        happening = self.happening(sort, made.matter, self.later(), other, self.spot(made.province))
        # Without its name nobody could tell.
        happening.told = next((one for one in self.told(made.matter, "en") if "{a}" in one.title), happening.told)
        happening.language = "en" if "{a}" in happening.told.title else happening.language
        return happening

    def same_day_elsewhere(self, sort):
        """The same things in another land, on the days that count here."""
        land = self.chance.pick([one for one in self.elsewhere if one is not self.accord.land])
        days = [self.accord.issued, *(made.due for made in self.accord.promises if made.due)]
        day = self.chance.after(self.chance.pick(days), 0, 3) if self.chance.happens(0.5) else self.later()
        actor = self.chance.pick(land.others)
        happening = self.happening(sort, self.chance.pick([*BONDS, *self.promised]), day, actor, None)
        happening.land, happening.other = land, land.others[0]
        happening.place = self.spot(self.chance.pick(land.provinces))
        return happening

    # How it is reported.

    def day_after(self):
        return max(self.accord.issued + dt.timedelta(days=1), after(self.chance, self.accord.issued))

    def later(self):
        return self.day_after() if self.chance.happens(0.6) else self.chance.after(self.accord.issued, 1, WITHIN)

    def anywhere(self):
        return self.spot(self.chance.pick(self.accord.land.provinces))

    def spot(self, province):
        """A town of a province, now and then the province as a whole; of any province where None is given."""
        province = province or self.chance.pick(self.accord.land.provinces)
        return province.place if self.chance.happens(WHOLE_PROVINCE) else self.chance.pick(province.towns)

    def told(self, matter, language):
        of_matter = phrases(language).matters[matter]
        return of_matter.told if self.chance.happens(SAME_WORDS) or not of_matter.otherwise else of_matter.otherwise

    def happening(self, sort, matter, day, side, place):
        language = "en" if self.chance.happens(IN_ENGLISH) else self.accord.language
        told = self.chance.pick(self.told(matter, language))
        sides = [one for one in self.accord.sides if one is not side]
        actor = self.chance.pick(side.parts) if side.parts and self.chance.happens(BY_A_PART) else side
        other = self.chance.pick(sides)
        land, issued = self.accord.land, self.accord.issued
        return Happening(sort, matter, land, issued, day, told, language, place, actor, other)
