"""Parties against entries: each feature by itself, and how many variants are found at what cost.

Every name here is invented.
"""

from dataclasses import replace

import pytest

from engine.parties.comparing import compare, is_candidate
from engine.parties.finding import Finder
from engine.parties.names import fold, northern_forms, sound_keys
from engine.parties.values import FEATURES, Comparison, Feature, Grade, Identity

A, N, D, U = Grade.AGREES, Grade.NEAR, Grade.DIFFERS, Grade.UNKNOWN


def grade(ours: Identity, theirs: Identity, feature: str) -> Grade:
    return compare(ours, theirs).by_name[feature].grade


@pytest.mark.parametrize(
    ("ours", "theirs", "feature", "expected"),
    [
        ("리철산", "리철산", "hangul", A),
        ("이철산", "리철산", "hangul", A),
        ("련화무역회사", "연화무역회사", "hangul", A),
        ("노동산", "로동산", "hangul", A),
        ("리철산", "Ri Ch'ŏlsan", "mr", A),
        ("리철산", "RI, Chol San", "mr", A),
        ("리철산", "Chol San Ri", "mr", A),
        ("리철산", "Ri Cheolsan", "rr", A),
        ("이철산", "Ri Chol-san", "mr", A),
        ("이철산", "Lee Cheol San", "rr", N),
        ("박정호", "Park Jung-ho", "rr", D),
        ("박정호", "Pak Jong Ho", "rr", N),
        ("최은별", "Choi Eunbyeol", "rr", N),
        ("금빛무역회사", "Kumbit Muyok Hoesa", "mr", A),
        ("Kumbit Trading Co., Ltd.", "KUMBIT TRADING COMPANY", "latin", A),
        ("Kumbit Trading", "Kumbitt Trading", "latin", N),
        ("Kumbit Trading", "Taesong Shipping", "latin", D),
        ("Kumbit Trading", "금빛무역", "latin", U),
    ],
)
def test_names_are_compared_by_script_and_system(
    ours: str, theirs: str, feature: str, expected: Grade
) -> None:
    assert grade(Identity((ours,)), Identity((theirs,)), feature) is expected


@pytest.mark.parametrize(
    ("field", "ours", "theirs", "feature", "expected"),
    [
        ("dates", "1961-05-12", "1961-05-12", "date", A),
        ("dates", "1961-05-12", "1961", "date", A),
        ("dates", "1961", "1962", "date", N),
        ("dates", "1961-05-12", "1981-05-12", "date", N),
        ("dates", "1961", "1970", "date", D),
        ("countries", "KP", "KP", "country", A),
        ("countries", "KP", "CN", "country", D),
        ("identifiers", "IMO 9999993", "imo9999993", "identifier", A),
        ("identifiers", "1", "2", "identifier", D),
        ("addresses", "Central District, Pyongyang", "Pyongyang, Central District", "address", N),
        ("addresses", "평양시 중구역", "Pyongyang", "address", U),
    ],
)
def test_other_features_stand_by_themselves(
    field: str, ours: str, theirs: str, feature: str, expected: Grade
) -> None:
    left = replace(Identity(("가",)), **{field: (ours,)})
    right = replace(Identity(("나",)), **{field: (theirs,)})
    assert grade(left, right, feature) is expected


def test_what_one_side_does_not_give_is_unknown_not_different() -> None:
    found = compare(Identity(("금빛무역회사",), dates=("1961",)), Identity(("은빛",)))

    assert tuple(each.name for each in found.features) == FEATURES
    assert {
        name: f.grade for name, f in found.by_name.items() if name != "hangul"
    } == dict.fromkeys(FEATURES[1:], U)


def test_an_alias_is_told_as_one_with_its_evidence() -> None:
    party = Identity(("금빛무역회사",))
    entry = Identity(("Morning Star Trading",), aliases=("Kumbit Muyok Hoesa",))

    assert compare(party, entry).by_name["alias"] == Feature(
        "alias", A, "금빛무역회사", "Kumbit Muyok Hoesa", "same"
    )


def test_candidates_come_by_agreeing_features_and_a_number_alone_is_enough() -> None:
    entries = {
        "name": Identity(("금빛무역회사",)),
        "more": Identity(("금빛무역회사",), countries=("KP",)),
        "ship": Identity(("Other",), identifiers=("9999993",)),
        "none": Identity(("다른 회사",), countries=("KP",)),
    }
    party = Identity(("금빛무역회사",), countries=("KP",), identifiers=("9999993",))

    found = Finder(entries).candidates(party)

    assert [key for key, _ in found] == ["more", "name", "ship"]
    assert not is_candidate(Comparison((Feature("country", A),)))


def test_folding_and_northern_forms() -> None:
    assert fold("  Ch'ŏlsan-Ri Co., Ltd. ") == "cholsan ri"
    assert set(northern_forms("이")) == {"이", "리", "니"}
    assert set(northern_forms("로")) == {"로", "노"}
    assert northern_forms("김") == ["김"]
    assert sound_keys("Kim Jong-un") & sound_keys("Gim Jeong-eun") & sound_keys("Kim Chŏngŭn")


#: Of each invented party: how lists may write it.
VARIANTS = {
    "리철산": (
        "Ri Chol San",
        "RI, Ch'ol-san",
        "Lee Cheol-san",
        "Chol San Ri",
        "이철산",
        "Rhee Chol-san",
    ),
    "박은별": ("Pak Un Byol", "Park Eun-byeol", "PAK, Ŭnbyŏl", "Eunbyeol Park"),
    "정나루": ("Chong Na Ru", "Jeong Naru", "Jung Na-ru", "CHŎNG, Naru"),
    "최한들": ("Choe Han Dul", "Choi Handeul", "CH'OE Handŭl"),
    "금빛무역회사": (
        "Kumbit Muyok Hoesa",
        "Geumbit Muyeokhoesa",
        "금빛 무역회사",
        "Kŭmbit Muyŏkhoesa",
    ),
    "련화해운": ("Ryonhwa Haeun", "Yeonhwa Haeun", "연화해운", "RYONHWA HAEUN CO., LTD"),
    "노을합작회사": ("Noul Hapchak Hoesa", "Noeul Hapjak Hoesa", "로을합작회사"),
}
#: Names near to those above in no way that should call a person.
OTHERS = (
    "Kim Chol Su", "Ri Yong Gil", "Park Ji-won", "Han Song Min", "Chong Il Nam", "Choe Myong Ho",
    "Unbit Trading", "Taeyang Haeun", "Morning Sun Bank", "Hapchang Group", "김철수", "리영길",
    "은빛상사", "태양해운", "Wang Wei", "Ivan Petrov", "Sea Breeze Shipping", "Blue Hill Mining",
)  # fmt: skip


def test_every_variant_is_found_and_few_others_are() -> None:
    entries = {
        (party, name): Identity((name,)) for party, names in VARIANTS.items() for name in names
    }
    entries |= {("", name): Identity((name,)) for name in OTHERS}
    finder = Finder(entries)

    found = {party: [key for key, _ in finder.candidates(Identity((party,)))] for party in VARIANTS}

    right = sum(key[0] == party for party, keys in found.items() for key in keys)
    all_found = sum(map(len, found.values()))
    assert right == sum(map(len, VARIANTS.values()))  # recall: all 28
    assert right / all_found == 1.0
