-- Events and audit rows are never changed, by nobody.
CREATE TRIGGER events_never_change BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER events_never_vanish BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_never_vanishes BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
--> statement-breakpoint
-- Search of what staff wrote, by groups of three characters. The area stands in front as three private characters.
CREATE VIRTUAL TABLE report_words USING fts5(area, words, content='report_texts', content_rowid='seq', tokenize='trigram');
--> statement-breakpoint
CREATE VIRTUAL TABLE report_terms USING fts5vocab(report_words, 'row');
