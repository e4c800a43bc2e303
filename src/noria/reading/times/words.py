"""The words that times are made of, as tables: what a word means, and which class of word the grammar takes it for.

Values: months 1-12, weekdays Monday 0, seasons and parts of the day by their TIMEX3 codes (ISO-TimeML 1.2.1).
"""

from __future__ import annotations

MONTHS = {
    name: number for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"), 1)
}
MONTH_ABBREVIATIONS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}
WEEKDAYS = {
    name: number for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
SEASONS = {"spring": "SP", "springtime": "SP", "summer": "SU", "summertime": "SU", "autumn": "FA", "winter": "WI", "wintertime": "WI"}
# First and last month of a season in the north; winter ends in the February after its December.
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
PARTS_OF_DAY = {
    "morning": "TMO", "mornings": "TMO", "dawn": "TMO", "daybreak": "TMO", "sunrise": "TMO", "forenoon": "TMO",
    "afternoon": "TAF", "afternoons": "TAF", "evening": "TEV", "evenings": "TEV", "dusk": "TEV", "sunset": "TEV", "nightfall": "TNI",
    "night": "TNI", "nights": "TNI", "nighttime": "TNI", "daytime": "TDT", "daylight": "TDT",
    "midnight": "T24:00", "noon": "T12:00", "midday": "T12:00",
}

# Unit -> its letter in an ISO 8601 duration, with "T" before the units below the day.
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE", "fortnight": "W",
    "month": "M", "year": "Y", "decade": "DE", "century": "CE",
}
PLURAL_UNITS = {
    "seconds": "TS", "minutes": "TM", "hours": "TH", "days": "D", "weeks": "W", "fortnights": "W", "weekends": "WE", "months": "M",
    "years": "Y", "decades": "DE", "centuries": "CE",
}
NUMBERS = {
    name: number for number, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
         "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"), 1)
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
ORDINALS = {
    name: number for number, name in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
         "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"), 1)
} | {"thirtieth": 30}
# Position in a period. A third of it is meant: "early 2015" is January to April, "late August" the 21st to the 31st.
POSITIONS = {"early": "early", "earlier": "early", "late": "late", "later": "late", "mid": "mid"}
EDGES = {
    "beginning": "start", "start": "start", "outset": "start", "onset": "start", "opening": "start", "middle": "mid", "height": "mid",
    "end": "end", "close": "end", "ending": "end", "remainder": "late", "rest": "late",
}

# Direction of a word that shifts: -1 back, +1 forward.
SHIFTS_AFTER = {
    "later": 1, "afterwards": 1, "afterward": 1, "thereafter": 1, "hence": 1, "on": 1, "earlier": -1, "ago": -1, "previously": -1,
    "before": -1, "after": 1, "prior": -1, "beforehand": -1, "following": 1,
}
NEIGHBOURS = {
    "next": 1, "following": 1, "subsequent": 1, "ensuing": 1, "coming": 1, "succeeding": 1, "last": -1, "past": -1, "previous": -1,
    "preceding": -1, "prior": -1, "foregoing": -1, "intervening": -1,
}
QUANTITIES = {"few", "several", "many", "couple", "various", "numerous", "dozens", "scores"}
REFERENCES = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "current": "PRESENT_REF", "nowadays": "PRESENT_REF", "presently": "PRESENT_REF",
    "present-day": "PRESENT_REF", "recently": "PAST_REF", "recent": "PAST_REF", "former": "PAST_REF", "formerly": "PAST_REF",
    "lately": "PAST_REF", "future": "FUTURE_REF",
}
DEICTIC_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": 0}
SETS = {
    "hourly": "XXXX-XX-XXTXX", "daily": "XXXX-XX-XX", "everyday": "XXXX-XX-XX", "nightly": "XXXX-XX-XXTNI", "weekly": "XXXX-WXX",
    "monthly": "XXXX-XX", "annually": "XXXX", "yearly": "XXXX", "annual": "XXXX",
}
SET_OF_UNIT = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "TH": "XXXX-XX-XXTXX"}
# Feasts of a fixed day, month and day.
FEASTS = {"christmas": (12, 25), "christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26),
          "new year's day": (1, 1), "new year's eve": (12, 31), "armistice day": (11, 11)}

# Nouns that make a number before them a count and an ordinal before them a name, never a date.
NOT_AFTER_ORDINAL = frozenset(
    "division divisions brigade brigades regiment regiments battalion battalions corps army armies fleet squadron squadrons wing group "
    "company battery platoon infantry cavalry armored armoured airborne mechanized mechanised marine marines mountain guards rifle "
    "parachute tank panzer century centuries anniversary parallel meridian floor street avenue congress amendment duke earl king "
    "president prime field special separate independent light heavy air naval artillery engineer reserve district arrondissement ward "
    "time attempt day week month year night hour arab".split())
COUNTED = frozenset(
    "men soldiers troops people civilians fighters militants rebels prisoners casualties dead wounded killed injured inhabitants "
    "residents refugees families houses homes tanks vehicles aircraft planes guns ships boats rounds shells rockets missiles bombs "
    "miles kilometres kilometers km mi metres meters m feet ft yards acres hectares sqkm tons tonnes kg lb lbs percent per victims "
    "workers members marines sailors horses cavalry infantry rifles volunteers reinforcements strong others more additional new armed "
    "french british german italian russian american hits sorties officers policemen police deaths local captured government "
    "hostages detainees buildings villages km² km2 sq square hp watts calories meals".split())
# What a season before it names rather than dates: "the spring offensive".
NAMED_BY_SEASON = frozenset("offensive counter counteroffensive counteroffensives offensives campaign campaigns war fighting attack attacks assault battle battles operation operations push drive".split())
