"""What is shared and looked at is in the audit log; a visit to a link is never altered."""

from django.db import migrations

FORWARD = """
SELECT audit_watch('sharing_sharelink', '{digest,password}', '{contents}', '{}');
SELECT audit_watch('sharing_guestpass', '{}', '{}', '{}');
SELECT audit_watch('sharing_look', '{}', '{}', '{}');

CREATE FUNCTION sharing_refuse_change_of_visit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a visit to a share link is never altered'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER share_visit_stays BEFORE UPDATE ON sharing_sharevisit
    FOR EACH ROW EXECUTE FUNCTION sharing_refuse_change_of_visit();
"""
BACKWARD = """
DROP TRIGGER share_visit_stays ON sharing_sharevisit;
DROP FUNCTION sharing_refuse_change_of_visit();
SELECT audit_unwatch('sharing_look');
SELECT audit_unwatch('sharing_guestpass');
SELECT audit_unwatch('sharing_sharelink');
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_sharing"), ("audit", "0001_log")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
