"""A sealed file is opened by its recipient, unchanged, or by nobody; cards and rings likewise."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Invalid
from courier import rings, wire
from courier.cards import Card, digits_in, in_groups, read_card, write_card
from courier.sealing import Envelope, seal, unseal
from courier.wire import read_wire

OURS, THEIRS, OTHER = (rings.new_ring(name) for name in ("통일부", "Partner", "Other"))
CONTENT = '{"text":"남포"}'.encode()
ENVELOPE = Envelope("plan", 7, datetime(2027, 1, 4, 9, tzinfo=UTC))
FILE = seal(CONTENT, ENVELOPE, OURS, THEIRS.card)


def opened(file: bytes) -> bytes:
    """As the recipient opens it: who sent it is looked up by the fingerprint in the header."""
    found = read_wire(file)
    known = {ring.card.fingerprint: ring.card for ring in (OURS, OTHER)}
    if found.header.recipient != THEIRS.card.fingerprint or found.header.sender not in known:
        raise Invalid()
    return unseal(found, THEIRS, known[found.header.sender])


def code_of(file: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        opened(file)
    return refused.value.problems[0].code if refused.value.problems else "unknown"


def test_the_recipient_reads_what_was_sealed_for_them() -> None:
    assert opened(FILE) == CONTENT
    header = read_wire(FILE).header
    assert (header.sender_name, header.recipient_name, header.number) == ("통일부", "Partner", 7)
    assert seal(CONTENT, ENVELOPE, OURS, THEIRS.card) != FILE


def test_no_byte_of_the_file_can_be_changed() -> None:
    for place in range(len(FILE)):
        for flip in (1, 32, 128):
            changed = bytearray(FILE)
            changed[place] ^= flip
            assert code_of(bytes(changed)) in {
                "package_form", "package_changed", "package_cut", "package_newer", "unknown",
            }  # fmt: skip


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode), st.booleans())
def test_random_bytes_are_refused(noise: bytes, has_magic: bool) -> None:
    code_of(b"COURIER PACKAGE 1\n" + noise if has_magic else noise)


@given(st.integers(0, len(FILE) - 1), st.binary(min_size=1, max_size=8))
def test_bytes_put_in_or_cut_off_anywhere_are_refused(place: int, noise: bytes) -> None:
    code_of(FILE[:place])
    code_of(FILE[:place] + noise + FILE[place:])


def test_whoever_has_it_can_not_pass_it_on_as_sealed_for_another() -> None:
    """The partner opens it and seals the signed bytes anew for somebody else."""
    parts = read_wire(FILE)
    with pytest.raises(Invalid):
        unseal(parts, OTHER, OURS.card)
    forged = replace(parts, header=replace(parts.header, recipient=OTHER.card.fingerprint))
    with pytest.raises(Invalid):
        unseal(forged, OTHER, OURS.card)


def test_sealed_rightly_but_signed_by_somebody_else_it_is_refused_in_the_same_words() -> None:
    """Anybody can seal for a public key; only the signature says who it was."""
    posing = rings.Ring(OURS.card, OTHER.signing, OTHER.sealing)
    assert code_of(seal(CONTENT, ENVELOPE, posing, THEIRS.card)) == "package_changed"
    middle = bytearray(read_wire(FILE).sealed)
    middle[80] ^= 1
    broken = wire.write_wire(replace(read_wire(FILE), sealed=bytes(middle)))
    assert code_of(broken) == "package_changed"


def test_what_is_no_package_cut_off_newer_or_huge_is_told_apart() -> None:
    assert code_of(b"") == code_of(b"PK\x03\x04") == code_of(b"\xff\xfe") == "package_form"
    assert code_of(FILE[:-40]) == code_of(FILE[: len(FILE) // 2 + 200]) == "package_cut"
    assert code_of(FILE.replace(b"PACKAGE 1", b"PACKAGE 2", 1)) == "package_newer"
    assert code_of(b"x" * (wire.MOST_BYTES + 1)) == "package_size"
    deep = b'COURIER PACKAGE 1\n{"a":' + b"[" * 3_000
    assert code_of(deep) == "package_changed"
    with pytest.raises(Invalid):
        seal(b"x" * wire.MOST_BYTES, ENVELOPE, OURS, THEIRS.card)


def test_a_card_is_read_as_its_station_wrote_it_and_not_otherwise() -> None:
    assert read_card(OURS.card_text.replace("\n", "\r\n")) == OURS.card
    for changed in (
        OURS.card_text.replace("통일부", "통일원"),
        OURS.card_text.replace(OURS.card.seals.hex(), OTHER.card.seals.hex()),
        OURS.card_text.replace(OURS.card.fingerprint[:5], "00000"),
        write_card(replace(OURS.card, name="세관"), bytes(64)),
        OURS.card_text.replace('"name"', '"names"'),
        OURS.card_text[:-9],
        json.dumps({"name": "세관"}),
        "",
    ):
        with pytest.raises(Invalid):
            read_card(changed)


def test_a_fingerprint_is_read_aloud_in_eight_groups_of_five() -> None:
    card = Card("한 기관", bytes(32), bytes(32))
    assert in_groups(card.fingerprint).split() == [
        "".join(card.fingerprint[at : at + 5]) for at in range(0, 40, 5)
    ]
    typed = in_groups(card.fingerprint).replace(" ", "-", 2)
    assert digits_in(f" {typed}\n") == card.fingerprint
    assert card.fingerprint != replace(card, seals=bytes(31) + b"\1").fingerprint


def test_a_ring_is_unlocked_by_the_secret_key_it_was_locked_with() -> None:
    locked = rings.lock(OURS, "one secret")
    assert OURS.signing.private_bytes_raw() not in locked
    again = rings.unlock("통일부", OURS.card.fingerprint, locked, "one secret")
    assert again.card == OURS.card
    assert again.card_text == OURS.card_text
    for fingerprint, secret in (
        (OURS.card.fingerprint, "another secret"),
        (OTHER.card.fingerprint, "one secret"),
    ):
        with pytest.raises(Invalid):
            rings.unlock("통일부", fingerprint, locked, secret)
