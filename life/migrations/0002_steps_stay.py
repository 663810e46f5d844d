"""The database keeps the record: steps are never changed or removed, and each follows the last."""

from django.db import migrations

KEEP = """
CREATE FUNCTION life_step_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'steps of a project''s life are only added' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER life_step_stays BEFORE UPDATE OR DELETE ON life_lifestep
    FOR EACH ROW EXECUTE FUNCTION life_step_stays();

CREATE FUNCTION life_step_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last life_lifestep;
BEGIN
    SELECT * INTO last FROM life_lifestep
        WHERE plan_id = NEW.plan_id AND project = NEW.project AND track = NEW.track
        ORDER BY number DESC LIMIT 1;
    IF NEW.number <> COALESCE(last.number, 0) + 1
        OR (last.number IS NOT NULL AND NEW.from_state <> last.to_state) THEN
        RAISE EXCEPTION 'this step does not follow on the last' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER life_step_follows BEFORE INSERT ON life_lifestep
    FOR EACH ROW EXECUTE FUNCTION life_step_follows();
"""
UNDO = """
DROP TRIGGER life_step_follows ON life_lifestep;
DROP TRIGGER life_step_stays ON life_lifestep;
DROP FUNCTION life_step_follows();
DROP FUNCTION life_step_stays();
"""
WATCH = [
    "SELECT audit_watch('life_lifestep')",
    "SELECT audit_watch('life_reminder')",
    "SELECT audit_watch('life_reminder_recipients')",
]
UNWATCH = [
    "SELECT audit_unwatch('life_lifestep')",
    "SELECT audit_unwatch('life_reminder')",
    "SELECT audit_unwatch('life_reminder_recipients')",
]


class Migration(migrations.Migration):

    dependencies = [("life", "0001_initial"), ("audit", "0001_log")]

    operations = [migrations.RunSQL(KEEP, UNDO), migrations.RunSQL(WATCH, UNWATCH)]
