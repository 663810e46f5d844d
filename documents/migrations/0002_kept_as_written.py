"""Versions and events stay as they were written; only what the scanner says is added once."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION documents_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% rows are never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION documents_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(NEW) - '{scan,scan_said,scanned_at}'::text[])
        IS DISTINCT FROM (to_jsonb(OLD) - '{scan,scan_said,scanned_at}'::text[])
        OR (OLD.scan IN ('clean', 'infected') AND NEW IS DISTINCT FROM OLD) THEN
        RAISE EXCEPTION 'a version of a document is never changed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_version_kept BEFORE UPDATE ON documents_documentversion
    FOR EACH ROW EXECUTE FUNCTION documents_keep_version();
CREATE TRIGGER documents_version_stays BEFORE DELETE ON documents_documentversion
    FOR EACH ROW EXECUTE FUNCTION documents_keep();
CREATE TRIGGER documents_event_stays BEFORE UPDATE OR DELETE ON documents_documentevent
    FOR EACH ROW EXECUTE FUNCTION documents_keep();
CREATE TRIGGER documents_document_stays BEFORE DELETE ON documents_document
    FOR EACH ROW EXECUTE FUNCTION documents_keep();
"""
BACK = """
DROP TRIGGER documents_document_stays ON documents_document;
DROP TRIGGER documents_event_stays ON documents_documentevent;
DROP TRIGGER documents_version_stays ON documents_documentversion;
DROP TRIGGER documents_version_kept ON documents_documentversion;
DROP FUNCTION documents_keep_version();
DROP FUNCTION documents_keep();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_documents")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
