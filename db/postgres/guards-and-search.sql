-- Events and audit rows are never changed, by nobody.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END; $$;
--> statement-breakpoint
CREATE TRIGGER events_never_change BEFORE UPDATE ON events FOR EACH ROW EXECUTE PROCEDURE refuse_change('events are append-only');
--> statement-breakpoint
CREATE TRIGGER events_never_vanish BEFORE DELETE ON events FOR EACH ROW EXECUTE PROCEDURE refuse_change('events are append-only');
--> statement-breakpoint
CREATE TRIGGER events_never_empty BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE PROCEDURE refuse_change('events are append-only');
--> statement-breakpoint
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit FOR EACH ROW EXECUTE PROCEDURE refuse_change('the audit log is append-only');
--> statement-breakpoint
CREATE TRIGGER audit_never_vanishes BEFORE DELETE ON audit FOR EACH ROW EXECUTE PROCEDURE refuse_change('the audit log is append-only');
--> statement-breakpoint
CREATE TRIGGER audit_never_empties BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE PROCEDURE refuse_change('the audit log is append-only');
--> statement-breakpoint
-- Search of what staff wrote, by every two characters in a row; the county stands among them as a negative number.
CREATE TABLE report_pairs (
	seq bigint PRIMARY KEY REFERENCES report_texts (seq) ON DELETE CASCADE,
	folded text COLLATE "C" NOT NULL,
	pairs bigint[] NOT NULL
);
--> statement-breakpoint
CREATE INDEX report_pairs_by_pair ON report_pairs USING gin (pairs) WITH (fastupdate = off);
--> statement-breakpoint
-- What most texts hold must be known, so that the newest are looked through for it instead of the index.
ALTER TABLE report_pairs ALTER COLUMN pairs SET STATISTICS 1000;
