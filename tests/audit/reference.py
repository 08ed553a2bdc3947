"""A second, plain reading of the contract's audit over the applicant file's own values, written apart from the program.

It shares nothing with `assistant.audit` but the table of subspecialties, and is slow and literal on purpose: where the
two differ, one has misread the contract. An absent field is asked about only where filling it in could change a
severity; whether it could is found by trying every value that matters.
"""

from datetime import date, timedelta
from itertools import combinations, product
from math import ceil
from typing import Any

from assistant.knowledge import load_knowledge

SURGICAL = (
    "general_surgery orthopedic_surgery neurosurgery urology otolaryngology plastic_surgery vascular_surgery thoracic_surgery"
).split()
PRIMARY_CARE = "internal_medicine family_medicine pediatrics psychiatry".split()
CONSULTING = "neurology radiology interventional_radiology pathology anesthesiology".split()
CLINICAL = {"hands_on", "research_and_clinic", "observership"}
LEADERS = {"program_director", "department_chair"}
NOT_PHYSICIANS = {"nurse", "social_worker", "administrator", "patient", "other_non_physician"}
CHARACTER = {"politician", "religious_leader", "business_leader"}
RULE = tuple[str, str, str | None, str | None]  # rule, severity, letter, target


def counted(name: str) -> str:
    return "radiology" if name == "interventional_radiology" else name


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class Letter:
    """One letter of the file, and what can be told about it."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.given, self.id, self.status = given, given["id"], given.get("status")
        self.writer, self.seen = given.get("writer") or {}, given.get("experience") or {}
        self.recommends = given.get("recommends_for")
        sub, parents = self.writer.get("subspecialty"), load_knowledge().subspecialties
        names = [self.writer.get("specialty"), parents[sub].parent if sub else None]
        self.fields = {counted(name) for name in names if name}
        self.setting, self.country = self.seen.get("setting"), self.writer.get("country")
        self.physician, self.clinical = self.writer.get("profession") == "physician", self.setting in CLINICAL
        self.us = self.country == "US"
        self.start, self.end, self.weeks = day(self.seen.get("start")), day(self.seen.get("end")), self.seen.get("weeks")
        if self.weeks is None and self.start and self.end:
            self.weeks = ((self.end - self.start).days + 1) / 7
        if self.weeks and bool(self.start) != bool(self.end):
            length = timedelta(days=ceil(round(self.weeks * 7, 6)) - 1)
            self.start, self.end = self.start or self.end - length, self.end or self.start + length

    def avoided(self) -> list[str]:
        profession, found = self.writer.get("profession"), []
        found += ["writer-not-physician"] * (profession in NOT_PHYSICIANS)
        found += ["writer-character-reference"] * (profession in CHARACTER)
        found += ["writer-family-friend"] * bool(self.writer.get("family_friend"))
        found += ["writer-shadowed-only"] * (self.setting == "shadowing")
        return found + ["writer-hesitant"] * (self.given.get("attitude") == "hesitant")

    def names(self, target: str) -> bool:
        return counted(target) in map(counted, self.recommends or ())

    def usable(self, target: str) -> bool:
        return self.status != "declined" and not self.avoided() and (not self.recommends or self.names(target))

    def is_clinical(self, _target: str = "") -> bool:
        return self.physician and self.clinical

    def is_us_clinical(self, _target: str = "") -> bool:
        return self.is_clinical() and self.us

    def is_us_hands_on(self, _target: str = "") -> bool:
        return self.is_us_clinical() and self.setting != "observership"

    def is_inside(self, target: str) -> bool:
        return self.is_clinical() and counted(target) in self.fields

    def could(self, what: str, target: str) -> bool:
        """Whether some value of the absent fields makes `what` true."""
        options = {
            ("writer", "profession"): ["physician", "phd_researcher"],
            ("writer", "country"): ["US", "CA", "PK"],
            ("experience", "setting"): [*sorted(CLINICAL), "research", "none"],
        }
        absent = {key: values for key, values in options.items() if (self.given.get(key[0]) or {}).get(key[1]) is None}
        if not self.fields:
            absent["writer", "specialty"] = [target]
        for values in product(*absent.values()):
            filled = {**self.given, "writer": dict(self.writer), "experience": dict(self.seen)}
            for (part, field), value in zip(absent, values, strict=True):
                filled[part][field] = value
            if getattr(Letter(filled), what)(target):
                return True
        return False

    def tier(self, target: str) -> int:
        sub, inside = self.writer.get("subspecialty"), counted(target) in self.fields
        doctor = self.physician and self.us
        leads = self.writer.get("leadership") in LEADERS and self.seen.get("knows_me_well") is True
        longer = self.setting == "research_and_clinic" and (self.weeks or 0) >= 8
        rows = [
            doctor and self.clinical and inside and not sub,
            doctor and self.clinical and leads,
            doctor and self.clinical and inside and sub,
            doctor and (self.seen.get("longitudinal") is True or longer),
            self.physician and self.country not in {None, "US"} and self.clinical and inside,
            doctor and self.clinical and self.fields and not inside,
            self.setting == "research" or self.writer.get("profession") == "phd_researcher",
        ]
        return 9 if self.avoided() else next((tier for tier, met in enumerate(rows, 1) if met), 8)


class Reading:
    """One case on one day: `findings`, `tiers`, `counts`, the `usable` letters of each target, `ranking` and sets."""

    def __init__(self, case: dict[str, Any], today: date) -> None:
        self.case, self.today, self.targets = case, today, case["targets"]
        self.known = case.get("letters") is not None
        self.letters = [Letter(given) for given in case.get("letters") or ()]
        year = case.get("application_year")
        self.deadline = day(case.get("deadline")) or (date(year, 9, 1) if year else None)
        self.live = [letter for letter in self.letters if letter.status != "declined"]
        self.open = [letter for letter in self.live if not letter.avoided()]
        self.tiers = {letter.id: min(map(letter.tier, self.targets)) for letter in self.live}
        self.usable = {t: [x for x in self.letters if x.usable(t)] for t in self.targets}
        self.findings: list[RULE] = []
        self.counts = {target: self._counts(target) for target in self.targets}
        for target in self.targets:
            self._target(target)
        self._applicant()
        for letter in self.live:
            self._letter(letter)

    def ranking(self) -> list[Letter]:
        """By tier, then titles, sites, observation, weeks, knowing; brief letters behind the last good home mentor."""
        titles = ["professor", "associate_professor", "assistant_professor", "instructor", None]
        sites = ["academic", "community_teaching", "busy_community", None, "private_practice"]

        def order(x: Letter) -> tuple[Any, ...]:
            seen, knows = ([True, None, False].index(x.seen.get(name)) for name in ("directly_observed", "knows_me_well"))
            title, site = titles.index(x.writer.get("academic_title")), sites.index(x.seen.get("site"))
            return self.tiers[x.id], title, site, seen, x.weeks is None, -(x.weeks or 0), knows, x.id

        whole = sorted(self.live, key=order)
        brief = [x for x in whole if x in self.open and x.us and x.weeks is not None and x.weeks <= 2]
        rest = [x for x in whole if x not in brief]
        mentors = [n for n, x in enumerate(rest) if self.tiers[x.id] == 5 and x.seen.get("knows_me_well")]
        return rest[: mentors[-1] + 1] + brief + rest[mentors[-1] + 1 :] if mentors else whole

    def best_set(self, target: str) -> list[str]:
        """All usable letters when four or fewer, else the four that break the fewest rules, then the first by ranking."""
        usable = [letter for letter in self.ranking() if letter in self.usable[target]]
        if len(usable) <= 4:
            return [letter.id for letter in usable]
        fours = combinations(range(len(usable)), 4)
        best = min(fours, key=lambda four: (self._broken(target, [usable[n] for n in four]), four))
        return [usable[n].id for n in best]

    def _broken(self, target: str, four: list[Letter]) -> tuple[int, int, int]:
        us, inside = sum(x.is_us_clinical() for x in four), sum(x.is_inside(target) for x in four)
        levels = ["critical", "warning", "ok"]
        if target in CONSULTING:
            levels = ["critical", "ok", "ok"]
        elif target not in PRIMARY_CARE + SURGICAL:
            levels = ["critical", "advice", "ok"]
        found = [["critical", "warning", "ok"][min(us, 2)], levels[min(inside, 2)]]
        found += ["warning"] * bool(us and not any(x.is_us_hands_on() for x in four))
        found += ["critical"] * (not any(x.country in {None, "US", "CA", "GB"} for x in four))
        found += ["advice"] * (target == "general_surgery" and not any(map(self._leads, four)))
        return found.count("critical"), found.count("warning"), found.count("advice")

    @staticmethod
    def _leads(letter: Letter) -> bool:
        leads = letter.writer.get("leadership") in LEADERS and letter.seen.get("knows_me_well") is not False
        return leads and bool(letter.fields & set(SURGICAL))

    def _add(self, rule: str, severity: str | None, letter: str | None = None, target: str | None = None) -> None:
        if severity:
            self.findings.append((rule, severity, letter, target))

    def _counts(self, target: str) -> dict[str, int]:
        usable, home = self.usable[target], self.case.get("home_country")
        return {
            "usable": len(usable),
            "us_clinical": sum(letter.is_us_clinical() for letter in usable),
            "in_specialty": sum(letter.is_inside(target) for letter in usable),
            "research": sum(self.tiers[letter.id] == 7 for letter in usable),
            "home_country": sum(bool(home) and letter.country == home for letter in usable),
        }

    def _most(self, what: str, target: str) -> int:
        return sum(letter.could(what, target) for letter in self.usable[target])

    def _counting(self, rule: str, target: str, levels: list[str | None], count: int, most: int) -> None:
        """`levels` are the severities of none, one, and two or more letters."""
        now, then = levels[min(count, 2)], levels[min(most, 2)]
        self._add(rule, "advice" if not self.known or now != then else now, None, target)

    def _target(self, target: str) -> None:
        usable, counts, three = self.usable[target], self.counts[target], ["critical", "warning", "ok"]
        total = ["critical", "critical", "critical", "warning", "ok"][min(len(usable), 4)]
        self._add("letters-total", total if self.known else "advice", None, target)
        most_us, most_inside = self._most("is_us_clinical", target), self._most("is_inside", target)
        self._counting("us-clinical-letters", target, three, counts["us_clinical"], most_us)
        levels: list[str | None] = three
        if target in CONSULTING:
            levels = ["critical", "ok", "ok"]
        elif target not in PRIMARY_CARE + SURGICAL:
            levels = ["critical" if self.letters else None, "advice", "ok"]
        self._counting("specialty-letters", target, levels, counts["in_specialty"], most_inside)
        us = [letter for letter in usable if letter.is_us_clinical()]
        if len(us) == 1:
            site, attitude = us[0].seen.get("site"), us[0].given.get("attitude")
            undecided = site is None or attitude is None or most_us > 1
            self._add("single-us-letter", "advice" if undecided or site != "private_practice" else "warning", None, target)
        if us and not any(letter.is_us_hands_on() for letter in us):
            others = any(x.could("is_us_hands_on", target) for x in usable if x not in us)
            self._add("observership-only", "advice" if others else "warning", None, target)
        if len(usable) >= 3 and not any(letter.country in {"US", "CA", "GB"} for letter in usable):
            unknown = any(letter.country is None for letter in usable)
            self._add("all-non-us", "advice" if unknown else "critical", None, target)
        if target == "general_surgery" and not any(map(self._leads, usable)):
            self._add("surgical-leader", "advice", None, target)
        for letter in usable:
            if self.tiers[letter.id] == 7:
                fits = target in CONSULTING and counted(target) in letter.fields
                self._add("research-fit", "ok" if fits else "advice", letter.id, target)
        if len(self.targets) > 1 and not counts["in_specialty"]:
            self._add("one-letter-per-target", "advice" if most_inside or not self.known else "warning", None, target)

    def _applicant(self) -> None:
        case, primary = self.case, self.targets[0]
        named = [[letter.names(target) for target in self.targets] for letter in self.open if letter.recommends]
        some = any(any(row) and not all(row) for row in named)
        if len(self.targets) > 1 and (some or any(letter.recommends is None for letter in self.open)):
            self._add("shared-letters", "advice")
        if case.get("switched_from"):
            enough = not self.known or max(self.counts[primary]["in_specialty"], self._most("is_inside", primary)) >= 2
            self._add("career-change", "advice" if enough else "warning")
        if None not in (graduated := case.get("graduation_year"), applies := case.get("application_year")):
            self._add("older-graduation", "advice" if applies - graduated >= 5 else None)
        self._add("exam-history", "advice" if (case.get("exam_failures") or 0) > 0 or case.get("low_score") else None)
        if (case.get("clinical_gap_months") or 0) >= 6:
            recent = [x for x in self.letters if any(map(x.usable, self.targets)) and self._recent(x)]
            if not any(letter.physician and letter.clinical for letter in recent):
                asks = any(letter.could("is_clinical", primary) for letter in recent)
                self._add("clinical-gap", "advice" if asks or not self.known else "warning")

    def _recent(self, letter: Letter) -> bool:
        if not self.deadline or not (begun := letter.start or letter.end):
            return False
        leap = (self.deadline.month, self.deadline.day) == (2, 29)
        since = self.deadline.replace(year=self.deadline.year - 1, day=28 if leap else self.deadline.day)
        return begun <= self.today and (letter.end or begun) >= since

    def _letter(self, letter: Letter) -> None:
        if letter.avoided():
            for rule in letter.avoided():
                self._add(rule, "critical", letter.id)
            return
        seen, weeks, us, named = letter.seen, letter.weeks, letter.us, letter.recommends
        if named and not any(map(letter.names, self.targets)):
            for target in self.targets:
                self._add("wrong-specialty-letter", "critical", letter.id, target)
        outside = letter.physician and us and letter.fields and not letter.fields & set(map(counted, self.targets))
        weak = letter.setting == "observership" and ((weeks or 0) < 4 or not seen.get("in_discussions"))
        brief = us and (weeks is None or weeks <= 2)
        leads, waived = letter.writer.get("leadership") in LEADERS, letter.given.get("waived")
        self._add("template-letter", "warning" if letter.given.get("template") else None, letter.id)
        self._add("writer-outside-specialty", "advice" if outside else None, letter.id)
        self._add("brief-us-experience", ("advice" if weeks is None else "warning") if brief else None, letter.id)
        short = us and letter.setting == "hands_on" and weeks is not None and 2 < weeks < 4
        self._add("short-rotation", "advice" if short else None, letter.id)
        self._add("observership-letter", "advice" if weak else None, letter.id)
        self._add("not-waived", {None: "advice", False: "warning", True: None}[waived], letter.id)
        self._add("leader-does-not-know-me", "advice" if leads and not seen.get("knows_me_well") else None, letter.id)
        self._dated(letter)

    def _dated(self, letter: Letter) -> None:
        status = "uploaded" if letter.status is None and letter.given.get("uploaded_on") else letter.status
        days, first = (self.today - self.deadline).days if self.deadline else None, None
        if letter.weeks is not None and letter.weeks <= 4 and letter.start:
            first = letter.start + timedelta(days=14)
        elif letter.weeks is not None and letter.weeks > 4 and letter.end:
            first = letter.end - timedelta(days=13)
        due = (first is not None and self.today >= first) or (letter.end is not None and self.today > letter.end)
        window = days is not None and (-42 <= days <= -28 or -14 <= days <= 0)
        asked = day(letter.given.get("asked_on"))
        quiet = asked is not None and (self.today - asked).days <= 7
        late = days is not None and days > 0
        if late and status in {None, "idea", "asked", "agreed"}:
            self._add("late-letter", "critical" if status else "advice", letter.id)
        if window and not quiet and status in {None, "asked", "agreed"}:
            self._add("follow-up-due", "warning" if status else "advice", letter.id)
        if due and (status == "idea" or (status is None and not window and not late)):
            self._add("ask-now", "advice", letter.id)
