"""Who may go through the doors of the law app: all read, officers propose, others decide."""

from core.access import LAW_DECIDE, LAW_OFFICE, SIGNED_IN, Rule, Table, Who

TABLE: Table = {
    "law:proposals": SIGNED_IN,
    "law:proposal": SIGNED_IN,
    "law:effects": SIGNED_IN,
    "law:propose-new": LAW_OFFICE,
    "law:propose-change": LAW_OFFICE,
    "law:propose-end": LAW_OFFICE,
    "law:revise": LAW_OFFICE,
    "law:withdraw": Rule(None, Who.LAW_OFFICER),
    "law:decide": LAW_DECIDE,
    "api-measure-proposals-list": Rule(Who.SIGNED_IN, Who.LAW_OFFICER),
    "api-measure-proposals-detail": SIGNED_IN,
    "api-measure-proposals-revise": Rule(None, Who.LAW_OFFICER),
    "api-measure-proposals-withdraw": Rule(None, Who.LAW_OFFICER),
    "api-measure-proposals-accept": LAW_DECIDE,
    "api-measure-proposals-send-back": LAW_DECIDE,
    "api-measure-proposals-reject": LAW_DECIDE,
}
