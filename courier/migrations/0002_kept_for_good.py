"""Packages are written down in the audit log, and what went out or was read is never altered."""

from django.db import migrations

TABLES = ("outgoing", "incoming")
FORWARD = """
SELECT audit_watch('courier_keyring', '{locked}', '{}', '{}');
SELECT audit_watch('courier_station', '{}', '{}', '{}');
SELECT audit_watch('courier_outgoing', '{}', '{content,file}', '{}');
SELECT audit_watch('courier_incoming', '{}', '{content}', '{}');

CREATE FUNCTION courier_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a package that went out or was read is never altered'
        USING ERRCODE = 'restrict_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER courier_{table}_stays BEFORE UPDATE ON courier_{table} "
    "FOR EACH ROW EXECUTE FUNCTION courier_refuse_change();\n"
    for table in TABLES
)
BACKWARD = (
    "".join(f"DROP TRIGGER courier_{table}_stays ON courier_{table};\n" for table in TABLES)
    + "DROP FUNCTION courier_refuse_change();\n"
    + "".join(
        f"SELECT audit_unwatch('courier_{table}');\n"
        for table in (*TABLES, "station", "keyring")
    )
)


class Migration(migrations.Migration):
    dependencies = [("courier", "0001_packages"), ("audit", "0001_log")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
