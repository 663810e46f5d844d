"""The log and its chain: tables, and the functions by which the database fills them itself."""

from django.db import migrations, models

LOG = r"""
CREATE TABLE audit_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    verb text NOT NULL CHECK (verb IN ('add', 'change', 'remove', 'read')),
    subject text NOT NULL,
    "row" text NOT NULL,
    plan bigint,
    key text NOT NULL DEFAULT '',
    called text NOT NULL DEFAULT '',
    old jsonb,
    new jsonb,
    who_id bigint,
    who text NOT NULL DEFAULT '',
    role text NOT NULL DEFAULT '',
    reason text NOT NULL DEFAULT '',
    request text NOT NULL DEFAULT '',
    address text NOT NULL DEFAULT '',
    txn text NOT NULL DEFAULT pg_current_xact_id()::text
);
CREATE INDEX audit_event_of_plan ON audit_event (plan, id DESC);
CREATE INDEX audit_event_of_row ON audit_event (subject, "row");
CREATE INDEX audit_event_of_txn ON audit_event (txn);

CREATE TABLE audit_seal (
    number bigint PRIMARY KEY,
    event_id bigint NOT NULL UNIQUE REFERENCES audit_event (id),
    hash bytea NOT NULL
);

-- What a seal is made of. The time zone is fixed: the same event has the same words everywhere.
CREATE FUNCTION audit_words(event audit_event) RETURNS text
LANGUAGE sql STABLE SET timezone = 'UTC' AS $$ SELECT to_jsonb(event)::text $$;

-- Sealed when the transaction commits: the lock is held for that moment only, and the chain has
-- the order in which things came true.
CREATE FUNCTION audit_seal_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last audit_seal;
BEGIN
    PERFORM pg_advisory_xact_lock(7270361);
    SELECT * INTO last FROM audit_seal ORDER BY number DESC LIMIT 1;
    INSERT INTO audit_seal VALUES (
        coalesce(last.number, 0) + 1,
        NEW.id,
        sha256(coalesce(last.hash, '\x'::bytea) || convert_to(audit_words(NEW), 'UTF8'))
    );
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER audit_seal_event AFTER INSERT ON audit_event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_seal_event();

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is only added to: % of % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_refuse BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_refuse_all BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_refuse BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_refuse_all BEFORE TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

-- Arguments: the primary key's column; columns told as ***; columns not told; columns whose
-- change alone is not worth an event.
CREATE FUNCTION audit_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    secret text[] := TG_ARGV[1];
    untold text[] := TG_ARGV[2];
    quiet text[] := TG_ARGV[3];
    was jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    is_now jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    whole jsonb := coalesce(is_now, was);
    acting jsonb := nullif(current_setting('audit.who', true), '')::jsonb;
    column_name text;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT jsonb_object_agg(each.key, each.value), jsonb_object_agg(each.key, was -> each.key)
        INTO is_now, was
        FROM jsonb_each(is_now) AS each
        WHERE each.value IS DISTINCT FROM was -> each.key;
        IF is_now IS NULL OR (is_now - quiet) = '{}' THEN
            RETURN NULL;
        END IF;
    END IF;
    FOREACH column_name IN ARRAY secret LOOP
        IF is_now ? column_name THEN
            is_now := jsonb_set(is_now, ARRAY[column_name], '"***"');
        END IF;
        IF was ? column_name THEN
            was := jsonb_set(was, ARRAY[column_name], '"***"');
        END IF;
    END LOOP;
    INSERT INTO audit_event
        (verb, subject, "row", plan, key, called, old, new,
         who_id, who, role, reason, request, address)
    VALUES (
        CASE TG_OP WHEN 'INSERT' THEN 'add' WHEN 'UPDATE' THEN 'change' ELSE 'remove' END,
        TG_TABLE_NAME,
        whole ->> TG_ARGV[0],
        CASE TG_TABLE_NAME WHEN 'roadmaps_roadmap' THEN whole ->> 'id'
            ELSE whole ->> 'plan_id' END::bigint,
        coalesce(whole ->> 'key', ''),
        coalesce(nullif(whole ->> 'name_ko', ''), whole ->> 'title', whole ->> 'username',
            whole ->> 'name', ''),
        was - untold,
        is_now - untold,
        (acting ->> 'who_id')::bigint,
        coalesce(acting ->> 'who', ''),
        coalesce(acting ->> 'role', ''),
        coalesce(nullif(acting ->> 'reason', ''), whole ->> 'reason', ''),
        coalesce(acting ->> 'request', ''),
        coalesce(acting ->> 'address', '')
    );
    RETURN NULL;
END $$;

CREATE FUNCTION audit_watch(
    watched regclass,
    secret text[] DEFAULT '{}', untold text[] DEFAULT '{}', quiet text[] DEFAULT '{}'
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    primary_key text;
BEGIN
    SELECT attname INTO STRICT primary_key
    FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
    WHERE indrelid = watched AND indisprimary;
    EXECUTE format(
        'CREATE OR REPLACE TRIGGER audit_note AFTER INSERT OR UPDATE OR DELETE ON %s'
        ' FOR EACH ROW EXECUTE FUNCTION audit_note(%L, %L, %L, %L)',
        watched, primary_key, secret, untold, quiet
    );
END $$;

CREATE FUNCTION audit_unwatch(watched regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DROP TRIGGER IF EXISTS audit_note ON %s', watched);
END $$;
"""
NO_LOG = """
DROP FUNCTION audit_watch, audit_unwatch, audit_note;
DROP TABLE audit_seal, audit_event;
DROP FUNCTION audit_refuse, audit_seal_event;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(LOG, NO_LOG),
        migrations.CreateModel(
            name="Event",
            fields=[("id", models.BigIntegerField(primary_key=True, serialize=False))],
            options={"db_table": "audit_event", "ordering": ("-id",), "managed": False},
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[("number", models.BigIntegerField(primary_key=True, serialize=False))],
            options={"db_table": "audit_seal", "ordering": ("number",), "managed": False},
        ),
    ]
