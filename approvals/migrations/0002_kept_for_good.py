"""What the database itself refuses: to alter or remove what was decided, and what it was about."""

from django.db import migrations

KEPT = ("version", "baseline", "step", "decision", "point", "answer")
FORWARD = """
CREATE FUNCTION approvals_refuse_any_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never altered or removed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION approvals_refuse_change_of_submission() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := '{state,round,version_id,since_id,decided_at,valid_until}';
BEGIN
    IF OLD.decided_at IS NULL AND to_jsonb(NEW) - moving = to_jsonb(OLD) - moving THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a submission keeps what it is about, and its end'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION approvals_refuse_change_of_delegation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.revoked_at IS NULL AND to_jsonb(NEW) - 'revoked_at' = to_jsonb(OLD) - 'revoked_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a delegation can only be revoked, and once'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER submission_kept BEFORE UPDATE ON approvals_submission
    FOR EACH ROW EXECUTE FUNCTION approvals_refuse_change_of_submission();
CREATE TRIGGER submission_stays BEFORE DELETE ON approvals_submission
    FOR EACH ROW EXECUTE FUNCTION approvals_refuse_any_change();
CREATE TRIGGER delegation_kept BEFORE UPDATE ON approvals_delegation
    FOR EACH ROW EXECUTE FUNCTION approvals_refuse_change_of_delegation();
CREATE TRIGGER delegation_stays BEFORE DELETE ON approvals_delegation
    FOR EACH ROW EXECUTE FUNCTION approvals_refuse_any_change();
"""
BACKWARD = """
DROP TRIGGER submission_kept ON approvals_submission;
DROP TRIGGER submission_stays ON approvals_submission;
DROP TRIGGER delegation_kept ON approvals_delegation;
DROP TRIGGER delegation_stays ON approvals_delegation;
"""
FUNCTIONS_GONE = """
DROP FUNCTION approvals_refuse_any_change, approvals_refuse_change_of_submission,
    approvals_refuse_change_of_delegation;
"""


def _kept(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON approvals_{table} "
        "FOR EACH ROW EXECUTE FUNCTION approvals_refuse_any_change()",
        f"DROP TRIGGER {table}_stays ON approvals_{table}",
    )


class Migration(migrations.Migration):
    dependencies = [("approvals", "0001_approval"), ("audit", "0001_log")]

    operations = [
        migrations.RunSQL(FORWARD, BACKWARD + FUNCTIONS_GONE),
        *(_kept(table) for table in KEPT),
        migrations.RunSQL(
            """
            SELECT audit_watch('approvals_version', '{}', '{}', '{}');
            SELECT audit_watch('approvals_baseline', '{}', '{}', '{}');
            SELECT audit_watch('approvals_submission', '{}', '{}', '{}');
            SELECT audit_watch('approvals_step', '{}', '{}', '{}');
            SELECT audit_watch('approvals_decision', '{}', '{}', '{}');
            SELECT audit_watch('approvals_point', '{}', '{}', '{}');
            SELECT audit_watch('approvals_answer', '{}', '{}', '{}');
            SELECT audit_watch('approvals_delegation', '{}', '{}', '{}');
            """,
            """
            SELECT audit_unwatch('approvals_version');
            SELECT audit_unwatch('approvals_baseline');
            SELECT audit_unwatch('approvals_submission');
            SELECT audit_unwatch('approvals_step');
            SELECT audit_unwatch('approvals_decision');
            SELECT audit_unwatch('approvals_point');
            SELECT audit_unwatch('approvals_answer');
            SELECT audit_unwatch('approvals_delegation');
            """,
        ),
    ]
