"""From here on the database writes down every row that is added, changed or removed.

An app that makes a table later calls `audit_watch` in its own migration.
"""

from django.db import migrations

#: Per table: columns told as ***, columns not told, columns whose change alone is not told.
ALL = ("", "", "")
ROW = ("", "", "changed_on")
WATCHED = {
    "accounts_user": ("password", "", ""),
    "accounts_user_groups": ALL,
    "accounts_user_user_permissions": ALL,
    "accounts_apitoken": ("digest", "", "used_at"),
    "accounts_failedsignin": ALL,
    "atlas_referenceload": ALL,
    "documents_document": ALL,
    "documents_documentversion": ALL,
    "documents_documentevent": ALL,
    "lint_waiver": ALL,
    "ranges_rangesrun": ("", "answer", ""),
    "reports_report": ("", "contents", ""),
    "roadmaps_membership": ALL,
    # Its lists of changes are history by themselves; the rows they write are told one by one.
    "roadmaps_revision": ("", "changes,undo", ""),
    "roadmaps_roadmap": ("", "", "revision"),
    "screening_confirmation": ALL,
    "search_plansearch": ("", "answers,set_aside", ""),
    "trade_upload": ALL,
    **{
        f"sanctions_{name}": ALL
        for name in (
            "instrument", "measure", "generalexemption", "hschapter", "hsheading",
            "hseditionchange",
        )
    },
    **{
        f"zones_{name}": ALL
        for name in (
            "source", "industry", "industry_suited_zones", "strategy", "region", "belt", "zone",
            "zone_belts", "zone_target_industries", "infrastructureitem",
        )
    },
    **{
        f"roadmaps_{name}": ROW
        for name in (
            "calendar", "stage", "condition", "scenario", "threshold", "window", "gate",
            "project", "activity", "link", "criterion", "partner", "fundingsource", "ceiling",
            "costline", "goodsline", "benefitline", "capacity", "step", "demand", "permit", "score",
            "selfcheck", "topic", "standarduse",
        )
    },
}  # fmt: skip


def _watch(table: str) -> str:
    lists = ", ".join(f"'{{{columns}}}'" for columns in WATCHED[table])
    return f"SELECT audit_watch('{table}', {lists})"


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_log"),
        ("accounts", "0002_failed_sign_ins"),
        ("atlas", "0001_reference_load"),
        ("documents", "0002_kept_as_written"),
        ("lint", "0001_waivers"),
        ("ranges", "0001_ranges"),
        ("reports", "0001_report"),
        ("roadmaps", "0011_permits"),
        ("sanctions", "0001_catalogue"),
        ("screening", "0001_confirmations"),
        ("search", "0001_plan_search"),
        ("trade", "0001_figures"),
        ("zones", "0002_korean_terms"),
    ]
    operations = [
        migrations.RunSQL(_watch(table), f"SELECT audit_unwatch('{table}')") for table in WATCHED
    ]
