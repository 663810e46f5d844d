"""Trade in words: flows, goods, and why a file is refused."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from engine.problems import Problem
from sanctions.models import HsChapter, HsHeading
from trade.queries import Pair

#: Countries of the trade that matters here; any other is shown by its ISO code.
COUNTRIES = {
    "PRK": gettext_lazy("North Korea"),
    "CHN": gettext_lazy("China"),
    "KOR": gettext_lazy("South Korea"),
    "RUS": gettext_lazy("Russia"),
    "JPN": gettext_lazy("Japan"),
    "W00": gettext_lazy("the world"),
}

WORDS = {
    "trade_size": gettext_lazy("The file is larger than %(most)s MB. Split it by year."),
    "trade_encoding": gettext_lazy("The file is no text in UTF-8 or CP949. Save it as CSV UTF-8."),
    "trade_columns": gettext_lazy(
        "The file lacks the columns %(columns)s. Take the CSV file as UN Comtrade gives it out."
    ),
    "trade_empty": gettext_lazy("The file holds no line of imports or exports."),
    "trade_country": gettext_lazy(
        "Line %(line)s: %(column)s is “%(value)s”; a country code of three letters belongs there."
    ),
    "trade_goods": gettext_lazy(
        "Line %(line)s: the commodity code is “%(value)s”; TOTAL, or an HS code of 2, 4 or 6 "
        "digits, belongs there."
    ),
    "trade_period": gettext_lazy(
        "Line %(line)s: the period is “%(value)s”; a year (2017) or a month (201709) belongs there."
    ),
    "trade_value": gettext_lazy(
        "Line %(line)s: the trade value is “%(value)s”; an amount in US dollars belongs there."
    ),
    "trade_twice": gettext_lazy(
        "Line %(line)s: goods %(goods)s in %(year)s stand in the file twice with different values. "
        "Keep one."
    ),
}


def country_word(code: str) -> str:
    return str(COUNTRIES.get(code, code))


def goods_words(goods: str) -> str:
    """What the code stands for, in the reader's language."""
    if goods == "TOTAL":
        return _("all goods")
    if goods == "TEXTILES":
        return _("textiles (product group, not HS 61 and 62)")
    row = HsHeading.objects.filter(pk=goods).first() or HsChapter.objects.filter(pk=goods).first()
    name = "" if row is None else (row.name_ko if get_language() == "ko" else row.name_en) or ""
    return f"HS {goods} {name}".strip()


def flow_words(pair: Pair) -> str:
    return _("%(exporter)s → %(importer)s: %(goods)s") % {
        "exporter": country_word(pair.exporter),
        "importer": country_word(pair.importer),
        "goods": goods_words(pair.goods),
    }


def sentence(problem: Problem) -> str:
    """Why a file is refused, in the language in force."""
    return str(WORDS[problem.code]) % problem.values
