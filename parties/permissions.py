"""Who may go through the doors of parties. Compliance officers import lists and decide."""

from core.access import SIGNED_IN, Rule, Table, Who

READ = Rule(Who.MEMBER, names_parties=True)
SCREEN = Rule(None, Who.SCREENER, names_parties=True)

TABLE: Table = {
    "parties:parties": READ,
    "parties:party": READ,
    "parties:lists": Rule(Who.MEMBER, Who.OFFICER),
    "parties:template": Rule(Who.MEMBER),
    "parties:screen": SCREEN,
    "parties:facts": SCREEN,
    "parties:decide": Rule(None, Who.OFFICER, names_parties=True),
    "api-parties-list": SIGNED_IN,
    "api-party-lists-list": SIGNED_IN,
    "api-party-decisions-list": Rule(Who.SIGNED_IN, Who.OFFICER),
}
