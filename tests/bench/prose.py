"""Swedish text for generated plans: as long, as varied and as marked up as that of real ones.

The sentences are put together from parts. They read well enough for a parser, a stemmer and a
person who looks at the generated site; nothing in them is a fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What a priority, its plans, actions and indicators are about."""

    name: str
    matter: str
    """What it is about, as it stands within a sentence."""


THEMES = tuple(
    Theme(name=name, matter=matter)
    for name, matter in (
        ("Frihet från våld", "våld i nära relationer"),
        ("Tillgänglighet", "hinder i lokaler och digitala tjänster"),
        ("Barnperspektiv", "barns inflytande"),
        ("Hbtqi", "hbtqi-personers villkor"),
        ("Mångfald", "segregation mellan bostadsområden"),
        ("Jämlik hälsa", "skillnader i hälsa"),
        ("Trygga skolor", "kränkningar i skolan"),
        ("Likvärdig utbildning", "skillnader i skolresultat"),
        ("Rätt till stöd", "svårigheter att få rätt stöd"),
        ("Arbete och försörjning", "arbetslöshet bland utrikes födda kvinnor"),
        ("Jämställda löner", "osakliga löneskillnader"),
        ("Hållbart arbetsliv", "ohälsa i kvinnodominerade yrken"),
        ("Makt och inflytande", "ojämnt valdeltagande"),
        ("Fritid för alla", "låg närvaro i föreningslivet"),
        ("Kultur för alla", "avstånd till kulturlivet"),
        ("Äldres villkor", "ensamhet bland äldre"),
        ("Språk och läsning", "brister i språk och läsning"),
        ("Boende", "trångboddhet och osäkra boenden"),
        ("Trygga platser", "otrygghet på allmänna platser"),
        ("Resor och trafik", "långa restider utan bil"),
        ("Anhöriga", "anhörigas belastning"),
        ("Digital delaktighet", "digitalt utanförskap"),
        ("Ekonomisk trygghet", "ekonomisk utsatthet bland barnfamiljer"),
        ("Service och bemötande", "ojämlikt bemötande"),
    )
)

GROUPS = (
    "barn och unga",
    "ensamstående föräldrar",
    "flickor i högstadiet",
    "kvinnor som har flytt hit",
    "män som lever ensamma",
    "nyanlända elever",
    "personer med funktionsnedsättning",
    "personer med låg inkomst",
    "pojkar som lämnar skolan tidigt",
    "unga hbtqi-personer",
    "unga vuxna utan arbete",
    "utrikes födda föräldrar",
    "äldre kvinnor",
    "äldre som bor ensamma",
)

PLACES = (
    "biblioteket",
    "familjecentralen",
    "fritidsgården",
    "förskolan",
    "gymnasieskolan",
    "hemtjänsten",
    "idrottshallen",
    "kommunens webbplats",
    "kommunhuset",
    "kontaktcentret",
    "kulturskolan",
    "matsalarna",
    "mötesplatsen i centrum",
    "socialtjänsten",
    "särskilda boenden",
    "vuxenutbildningen",
)

MEANS = (
    "en checklista",
    "en enkel enkät två gånger om året",
    "en gemensam rutin",
    "en utbildning för alla medarbetare",
    "en öppen dialog",
    "ett metodstöd",
    "fler öppettider",
    "fördjupade samtal",
    "kollegial granskning",
    "lättlästa blanketter",
    "riktad information på flera språk",
    "stöd från en handledare",
    "tolk och bildstöd",
    "uppsökande arbete",
)

_TITLES = (
    "Inför {means} i arbetet mot {matter} på {place}",
    "Kartlägg {matter} bland {group}",
    "Kom överens med föreningar och näringsliv om {means} för {group}",
    "Låt {group} granska {place}",
    "Pröva {means} för {group}",
    "Ta fram {means} så att {place} når {group}",
    "Utbilda chefer om {matter}",
)

_WHY = (
    "{Group} berättar oftare än andra om {matter}.",
    "Det finns i dag ingen samlad bild av {matter}, och därför kommer insatserna för sent.",
    "Skillnaderna mellan kvinnor och män är stora när det gäller {matter}.",
    "Den som inte känner till vad som finns på {place} söker sällan stöd i tid.",
    "Tidigare försök har visat att {means} når fler än allmän information gör.",
    "Kommunen har ett ansvar för att **alla** får del av verksamheten på lika villkor.",
    "Erfarenheter från {place} visar att rutinerna skiljer sig åt mellan enheterna.",
)

_WHAT = (
    "Arbetet börjar på {place}, där {means} prövas under sex månader och sedan sprids vidare.",
    "Verksamheterna går igenom sina rutiner och tar bort krav som stänger ute {group}.",
    "En arbetsgrupp tar fram {means} tillsammans med {group} och redovisar vad som kommit fram.",
    "Medarbetarna övar på att märka {matter}, fråga om det och veta vem de ska vända sig till.",
    "Resultaten delas upp på kön, ålder och område, så att *omotiverade skillnader* syns.",
    "Föreningar, region och näringsliv bjuds in två gånger om året för att jämföra erfarenheter.",
    "Information finns på lätt svenska, på de vanligaste språken i kommunen och i tal.",
    "Chefen följer upp på arbetsplatsträffar och för det som inte fungerar vidare till nämnden.",
)

_FOR = (
    "För {group} och för dem som möter dem på {place}.",
    "För alla invånare, och särskilt för {group}.",
    "För medarbetare och förtroendevalda som fattar beslut om {matter}.",
)

_RESULT = (
    "När arbetet är klart har alla enheter vid {place} prövat {means}. Det syns i statistiken.",
    "Minst åtta av tio bland {group} känner till vart de kan vända sig.",
    "Nämnden får en redovisning som visar om skillnaderna när det gäller {matter} har minskat.",
    "Två mätningar, en före och en efter, visar om {group} har fått det bättre.",
)

_MEASURE = (
    "Visar hur stor del av {group} som har mött {matter} under det senaste året.",
    "Måttet räknas fram av verksamheten själv och bygger på uppgifter från {place}.",
    "Svaren fångar även sådant som aldrig anmäls. Urvalet är litet, så följ flera mätningar.",
    "Skillnaden mellan kvinnor och män är ofta mer talande än värdet för alla.",
)

_FOUND = (
    "Genomgången på {place} visar att {means} används, men inte av alla enheter.",
    "{Group} upplever att det har blivit lättare att få stöd.",
    "Arbetet har kommit längre än planerat på {place} och mindre långt i övriga verksamheter.",
    "Uppgifterna räcker inte för att säga om skillnaderna när det gäller {matter} har minskat.",
)

_WEIGHED = (
    "Analysen väger samman hur {group} berörs och vilka skillnader som kan uppstå.",
    "Beslutet bedöms minska {matter}, om {means} också finns på {place}.",
    "Barnets bästa har prövats. Barn har fått säga sin mening på {place}.",
)


class Prose:
    """Text about one theme, drawn by one object's own dice: the same for the same object always."""

    def __init__(self, dice: Random, theme: Theme) -> None:
        self._dice = dice
        self._theme = theme

    def title(self) -> str:
        """What an action is called."""
        return self._fill(self._dice.choice(_TITLES))

    def paragraph(self, *kinds: tuple[str, ...], sentences: int = 2) -> str:
        """Different sentences out of `kinds`, about the theme."""
        pool = [sentence for kind in kinds for sentence in kind]
        return " ".join(self._fill(part) for part in self._dice.sample(pool, sentences))

    def action(self) -> str:
        """Why, what, for whom and with what result, as the definition list of real actions."""
        return _definitions(
            ("Varför", self.paragraph(_WHY)),
            ("Vad", self.paragraph(_WHAT, sentences=self._dice.choice((2, 3, 3, 4)))),
            ("För vem", self.paragraph(_FOR, sentences=1)),
            ("Förväntat resultat", self.paragraph(_RESULT)),
        )

    def plan(self) -> str:
        """What a plan wants, for whom, and how it is followed up."""
        return _definitions(
            ("Vad planen vill", self.paragraph(_WHY, _WHAT, sentences=3)),
            ("För vem", self.paragraph(_FOR)),
            ("Så följs planen upp", self.paragraph(_RESULT, _FOUND)),
        )

    def promise(self) -> str:
        """What a passage of the adopted text says."""
        return self.paragraph(_WHY, _RESULT)

    def measure(self) -> str:
        """What an indicator shows."""
        return self.paragraph(_MEASURE)

    def found(self) -> str:
        """What a follow-up found, with a list of what comes next."""
        steps = "\n".join(f"- {self._fill(step)}" for step in self._dice.sample(_WHAT, 2))
        return f"{self.paragraph(_FOUND)}\n\nDet här händer nu:\n\n{steps}"

    def weighed(self) -> str:
        """What an analysis of a decision or an action says."""
        return "\n\n".join(self.paragraph(_WEIGHED, _FOR) for _ in range(2))

    def _fill(self, sentence: str) -> str:
        group = self._dice.choice(GROUPS)
        return sentence.format(
            group=group,
            Group=group[:1].upper() + group[1:],
            place=self._dice.choice(PLACES),
            means=self._dice.choice(MEANS),
            matter=self._theme.matter,
        )


def _definitions(*entries: tuple[str, str]) -> str:
    return "\n\n".join(f"{term}\n: {text}" for term, text in entries)
