"""Both registers: nothing is lost on the way there and back, particles follow their word."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.collation import northern_key, southern_key
from engine.registers import Converter, Pair, adjusted
from engine.romanising import romanised

PAIRS = (
    Pair("트랙터", "뜨락또르"),
    Pair("노동", "로동"),
    Pair("노동력", "로동력"),
    Pair("이용", "리용"),
    Pair("채소", "남새"),
    Pair("홍수", "큰물"),
    Pair("기업", "기업소"),
    Pair("그룹", "그루빠"),
    Pair("원피스", "달린옷"),
)
CONVERTER = Converter(PAIRS)
WORDS = st.sampled_from([each.south for each in PAIRS])
TAILS = st.sampled_from(
    ["", "은", "는", "이", "가", "을", "를", "으로", "로", "에서", "하는", "적으로", "과", "와"]
)
FREE = st.text("가나다라마트랙터노동력이용채소홍수기업그룹은는을를로소 .,7aZ", max_size=12)
TEXTS = st.lists(st.one_of(st.builds(str.__add__, WORDS, TAILS), FREE), max_size=8).map(" ".join)


@given(TEXTS)
def test_a_text_without_northern_words_comes_back_as_it_was(text: str) -> None:
    assume(CONVERTER.to_south(text) == text)
    assert CONVERTER.to_south(CONVERTER.to_north(text)) == text


@given(st.lists(st.builds(str.__add__, st.sampled_from([p.north for p in PAIRS]), TAILS)))
def test_a_text_without_southern_words_comes_back_too(words: list[str]) -> None:
    text = " ".join(words)
    assume(CONVERTER.to_north(text) == text)
    assert CONVERTER.to_north(CONVERTER.to_south(text)) == text


@pytest.mark.parametrize(
    ("south", "north"),
    [
        ("트랙터는 채소를 싣는다.", "뜨락또르는 남새를 싣는다."),
        ("그룹은 노동력을 이용한다.", "그루빠는 로동력을 리용한다."),
        ("홍수가 나면 기업이 쉰다.", "큰물이 나면 기업소가 쉰다."),
        ("트랙터기업과 원피스로", "뜨락또르기업소와 달린옷으로"),
        ("노동조합의 트랙터공장", "노동조합의 트랙터공장"),
        ("홍수로", "큰물로"),
    ],
)
def test_the_longest_word_is_taken_and_its_particle_follows(south: str, north: str) -> None:
    assert CONVERTER.to_north(south) == north
    assert CONVERTER.to_south(north) == south


def test_a_wrong_particle_is_left_alone_rather_than_mended() -> None:
    assert CONVERTER.to_north("트랙터은") == "트랙터은"


def test_what_would_be_turned_is_told_with_its_place() -> None:
    (hit,) = CONVERTER.southern_words("새 트랙터를 산다")
    assert (hit.start, hit.end, hit.word, hit.instead) == (2, 6, "트랙터를", "뜨락또르를")
    assert [each.instead for each in CONVERTER.northern_words("로동을")] == ["노동을"]


def test_a_word_in_two_pairs_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="two pairs"):
        Converter([Pair("오징어", "낙지"), Pair("갑오징어", "오징어")])


@pytest.mark.parametrize(
    ("word", "particle", "found"),
    [
        ("물", "으로", "로"),
        ("집", "로", "으로"),
        ("배", "으로", "로"),
        ("물", "가", "이"),
        ("배", "에서", "에서"),
    ],
)
def test_a_particle_takes_the_form_its_word_asks_for(word: str, particle: str, found: str) -> None:
    assert adjusted(word, particle) == found


def test_the_southern_order_is_that_of_the_codes() -> None:
    words = ["까치", "나무", "가위", "아이", "하늘", "싸움", "사과"]
    assert sorted(words, key=southern_key) == sorted(words)
    assert sorted(words, key=southern_key) == [
        "가위",
        "까치",
        "나무",
        "사과",
        "싸움",
        "아이",
        "하늘",
    ]


def test_the_northern_order_puts_doubled_consonants_and_the_silent_one_last() -> None:
    words = ["까치", "나무", "가위", "아이", "하늘", "싸움", "사과"]
    assert sorted(words, key=northern_key) == [
        "가위",
        "나무",
        "사과",
        "하늘",
        "까치",
        "싸움",
        "아이",
    ]


def test_the_northern_order_puts_compound_vowels_after_the_plain_ones() -> None:
    words = ["개", "갸", "거", "과", "기", "가", "괴"]
    assert sorted(words, key=northern_key) == ["가", "갸", "거", "기", "개", "괴", "과"]
    assert sorted(["각", "갂", "값", "갔", "강"], key=northern_key) == [
        "각",
        "값",
        "강",
        "갂",
        "갔",
    ]


@given(st.lists(st.text("가까나다따아애야하7a", max_size=4)))
def test_both_orders_hold_the_same_words_and_shorter_ones_come_first(words: list[str]) -> None:
    for key in (southern_key, northern_key):
        assert sorted(sorted(words, key=key)) == sorted(words)
        assert all(key(each) <= key(each + "가") for each in words)


@pytest.mark.parametrize(
    ("korean", "latin"),
    [
        ("백마", "baengma"),
        ("종로", "jongno"),
        ("왕십리", "wangsimni"),
        ("독립문", "dongnimmun"),
        ("신라", "silla"),
        ("별내", "byeollae"),
        ("해돋이", "haedoji"),
        ("같이", "gachi"),
        ("좋고", "joko"),
        ("놓다", "nota"),
        ("압구정", "apgujeong"),
        ("낙동강", "nakdonggang"),
        ("팔당", "paldang"),
        ("옥천", "okcheon"),
        ("한밭", "hanbat"),
        ("트랙터", "teuraekteo"),
        ("류산", "ryusan"),
    ],
)
def test_words_are_spelt_by_sound_in_latin_letters(korean: str, latin: str) -> None:
    assert romanised(korean) == latin
