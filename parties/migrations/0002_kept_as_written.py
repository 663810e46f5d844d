"""Entries, facts, candidates and decisions stay as they were written."""

from django.db import migrations

TABLES = ("entry", "partyfacts", "candidate", "decision")
FORWARD = """
CREATE FUNCTION parties_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% rows are never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER parties_{table}_kept BEFORE UPDATE OR DELETE ON parties_{table} "
    "FOR EACH ROW EXECUTE FUNCTION parties_keep();\n"
    for table in TABLES
)
BACK = "".join(f"DROP TRIGGER parties_{table}_kept ON parties_{table};\n" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_parties"), ("audit", "0001_log")]
    operations = [
        migrations.RunSQL(FORWARD, BACK + "DROP FUNCTION parties_keep();"),
        migrations.RunSQL(
            "SELECT audit_watch('parties_listversion', '{}', '{}', '{}')",
            "SELECT audit_unwatch('parties_listversion')",
        ),
        migrations.RunSQL(
            "SELECT audit_watch('parties_partyfacts', '{}', '{}', '{}')",
            "SELECT audit_unwatch('parties_partyfacts')",
        ),
        migrations.RunSQL(
            "SELECT audit_watch('parties_partyscreening', '{}', '{parties}', '{}')",
            "SELECT audit_unwatch('parties_partyscreening')",
        ),
        migrations.RunSQL(
            "SELECT audit_watch('parties_candidate', '{}', '{features}', '{}')",
            "SELECT audit_unwatch('parties_candidate')",
        ),
        migrations.RunSQL(
            "SELECT audit_watch('parties_decision', '{}', '{}', '{}')",
            "SELECT audit_unwatch('parties_decision')",
        ),
    ]
