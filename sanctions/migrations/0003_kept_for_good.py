"""What the database itself refuses: to alter or remove history, and to know two things at once.

Text has no range type of its own, and the extension that would let an exclusion constraint compare
text for equality is not everywhere: a range of text with one value in it does the same.
"""

from django.db import migrations

FORWARD = """
CREATE TYPE sanctions_text_range AS RANGE (subtype = text, collation = "C");

ALTER TABLE sanctions_measureversion ADD CONSTRAINT measure_version_known_one_at_a_time
    EXCLUDE USING gist (
        sanctions_text_range(measure, measure, '[]') WITH &&,
        tstzrange(known_from, known_until, '[)') WITH &&
    );

CREATE FUNCTION sanctions_refuse_any_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never altered or removed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION sanctions_refuse_change_of_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.known_until IS NULL AND NEW.known_until IS NOT NULL
        AND to_jsonb(NEW) - 'known_until' = to_jsonb(OLD) - 'known_until' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'of a version only the end of what was known is set, and once'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION sanctions_refuse_change_of_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('open', 'sent_back')
        AND to_jsonb(NEW) - '{state,decided_by_id,decided_at}'::text[]
            = to_jsonb(OLD) - '{state,decided_by_id,decided_at}'::text[] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a proposal keeps what it is about, and its end'
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER measure_version_kept BEFORE UPDATE ON sanctions_measureversion
    FOR EACH ROW EXECUTE FUNCTION sanctions_refuse_change_of_version();
CREATE TRIGGER measure_version_stays BEFORE DELETE ON sanctions_measureversion
    FOR EACH ROW EXECUTE FUNCTION sanctions_refuse_any_change();
CREATE TRIGGER measure_proposal_kept BEFORE UPDATE ON sanctions_measureproposal
    FOR EACH ROW EXECUTE FUNCTION sanctions_refuse_change_of_proposal();
CREATE TRIGGER measure_proposal_stays BEFORE DELETE ON sanctions_measureproposal
    FOR EACH ROW EXECUTE FUNCTION sanctions_refuse_any_change();
CREATE TRIGGER proposal_step_stays BEFORE UPDATE OR DELETE ON sanctions_proposalstep
    FOR EACH ROW EXECUTE FUNCTION sanctions_refuse_any_change();
"""
BACKWARD = """
DROP TRIGGER measure_version_kept ON sanctions_measureversion;
DROP TRIGGER measure_version_stays ON sanctions_measureversion;
DROP TRIGGER measure_proposal_kept ON sanctions_measureproposal;
DROP TRIGGER measure_proposal_stays ON sanctions_measureproposal;
DROP TRIGGER proposal_step_stays ON sanctions_proposalstep;
DROP FUNCTION sanctions_refuse_change_of_proposal();
DROP FUNCTION sanctions_refuse_change_of_version();
DROP FUNCTION sanctions_refuse_any_change();
ALTER TABLE sanctions_measureversion DROP CONSTRAINT measure_version_known_one_at_a_time;
DROP TYPE sanctions_text_range;
"""


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0002_versions")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
