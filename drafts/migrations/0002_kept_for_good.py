"""What happens to drafts is written down in the audit log, and their steps are never altered."""

from django.db import migrations

FORWARD = """
SELECT audit_watch('drafts_draft', '{}', '{changes}', '{}');
SELECT audit_watch('drafts_draftstep', '{}', '{changes}', '{}');

CREATE FUNCTION drafts_refuse_change_of_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a step of a draft is never altered'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER draft_step_stays BEFORE UPDATE ON drafts_draftstep
    FOR EACH ROW EXECUTE FUNCTION drafts_refuse_change_of_step();
"""
BACKWARD = """
DROP TRIGGER draft_step_stays ON drafts_draftstep;
DROP FUNCTION drafts_refuse_change_of_step();
SELECT audit_unwatch('drafts_draftstep');
SELECT audit_unwatch('drafts_draft');
"""


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_drafts"), ("audit", "0001_log")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
