-- Events and audit rows are never changed, by nobody.
CREATE TRIGGER events_never_change BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER events_never_vanish BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER audit_never_vanishes BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
--> statement-breakpoint
-- Counts of reports by county, unit and kind, kept while reports change, so that no figure looks at each of them.
CREATE TRIGGER reports_counted_when_new AFTER INSERT ON reports BEGIN
	INSERT INTO tallies (adcode, unit, kind, value, count)
	SELECT coalesce(new.adcode, 0), new.unit_id, kind, value, 1 FROM (
		SELECT 'status' AS kind, new.status AS value
		UNION ALL SELECT 'received', strftime('%Y-%m', new.received_at, '+8 hours')
		UNION ALL SELECT 'town', coalesce(new.town, '')
		UNION ALL SELECT 'concluded', strftime('%Y-%m', new.concluded_at, '+8 hours') WHERE new.status = 'concluded'
		UNION ALL SELECT 'outcome', coalesce(new.outcome, '') WHERE new.status = 'concluded'
		UNION ALL SELECT 'answered', CASE WHEN date(new.concluded_at, '+8 hours') > coalesce(new.extended_until, new.reply_by) THEN 'late' ELSE 'on-time' END
			WHERE new.status IN ('concluded', 'declined', 'merged')
		UNION ALL SELECT 'town-open', coalesce(new.town, '') WHERE new.status NOT IN ('concluded', 'declined', 'merged')
		UNION ALL SELECT 'accepted', '' WHERE new.accepted_at IS NOT NULL
		UNION ALL SELECT 'returned', '' WHERE new.objections > 0
	) WHERE true
	ON CONFLICT DO UPDATE SET count = count + excluded.count;
END;
--> statement-breakpoint
CREATE TRIGGER reports_counted_when_changed AFTER UPDATE OF adcode, unit_id, status, town, outcome, accepted_at, concluded_at, extended_until, reply_by, objections ON reports BEGIN
	INSERT INTO tallies (adcode, unit, kind, value, count)
	SELECT coalesce(old.adcode, 0), old.unit_id, kind, value, -1 FROM (
		SELECT 'status' AS kind, old.status AS value
		UNION ALL SELECT 'received', strftime('%Y-%m', old.received_at, '+8 hours')
		UNION ALL SELECT 'town', coalesce(old.town, '')
		UNION ALL SELECT 'concluded', strftime('%Y-%m', old.concluded_at, '+8 hours') WHERE old.status = 'concluded'
		UNION ALL SELECT 'outcome', coalesce(old.outcome, '') WHERE old.status = 'concluded'
		UNION ALL SELECT 'answered', CASE WHEN date(old.concluded_at, '+8 hours') > coalesce(old.extended_until, old.reply_by) THEN 'late' ELSE 'on-time' END
			WHERE old.status IN ('concluded', 'declined', 'merged')
		UNION ALL SELECT 'town-open', coalesce(old.town, '') WHERE old.status NOT IN ('concluded', 'declined', 'merged')
		UNION ALL SELECT 'accepted', '' WHERE old.accepted_at IS NOT NULL
		UNION ALL SELECT 'returned', '' WHERE old.objections > 0
	) WHERE true
	ON CONFLICT DO UPDATE SET count = count + excluded.count;
	INSERT INTO tallies (adcode, unit, kind, value, count)
	SELECT coalesce(new.adcode, 0), new.unit_id, kind, value, 1 FROM (
		SELECT 'status' AS kind, new.status AS value
		UNION ALL SELECT 'received', strftime('%Y-%m', new.received_at, '+8 hours')
		UNION ALL SELECT 'town', coalesce(new.town, '')
		UNION ALL SELECT 'concluded', strftime('%Y-%m', new.concluded_at, '+8 hours') WHERE new.status = 'concluded'
		UNION ALL SELECT 'outcome', coalesce(new.outcome, '') WHERE new.status = 'concluded'
		UNION ALL SELECT 'answered', CASE WHEN date(new.concluded_at, '+8 hours') > coalesce(new.extended_until, new.reply_by) THEN 'late' ELSE 'on-time' END
			WHERE new.status IN ('concluded', 'declined', 'merged')
		UNION ALL SELECT 'town-open', coalesce(new.town, '') WHERE new.status NOT IN ('concluded', 'declined', 'merged')
		UNION ALL SELECT 'accepted', '' WHERE new.accepted_at IS NOT NULL
		UNION ALL SELECT 'returned', '' WHERE new.objections > 0
	) WHERE true
	ON CONFLICT DO UPDATE SET count = count + excluded.count;
END;
--> statement-breakpoint
CREATE TRIGGER ratings_counted AFTER INSERT ON ratings BEGIN
	INSERT INTO tallies (adcode, unit, kind, value, count)
	SELECT coalesce(adcode, 0), unit_id, 'score', new.score, 1 FROM reports WHERE id = new.report_id
	ON CONFLICT DO UPDATE SET count = count + excluded.count;
END;
--> statement-breakpoint
CREATE TRIGGER ratings_counted_where_the_report_goes AFTER UPDATE OF adcode, unit_id ON reports WHEN old.adcode IS NOT new.adcode OR old.unit_id IS NOT new.unit_id BEGIN
	INSERT INTO tallies (adcode, unit, kind, value, count)
	SELECT adcode, unit, 'score', score, sign FROM (
		SELECT coalesce(old.adcode, 0) AS adcode, old.unit_id AS unit, score, -1 AS sign FROM ratings WHERE report_id = new.id
		UNION ALL SELECT coalesce(new.adcode, 0), new.unit_id, score, 1 FROM ratings WHERE report_id = new.id
	) WHERE true
	ON CONFLICT DO UPDATE SET count = count + excluded.count;
END;
--> statement-breakpoint
-- Search of what staff wrote, by groups of three characters. The area stands in front as three private characters.
CREATE VIRTUAL TABLE report_words USING fts5(area, words, content='report_texts', content_rowid='seq', tokenize='trigram');
--> statement-breakpoint
CREATE VIRTUAL TABLE report_terms USING fts5vocab(report_words, 'row');
--> statement-breakpoint
CREATE TRIGGER report_texts_indexed_when_new AFTER INSERT ON report_texts BEGIN
	INSERT INTO report_words (rowid, area, words) VALUES (new.seq, new.area, new.words);
END;
--> statement-breakpoint
CREATE TRIGGER report_texts_indexed_when_changed AFTER UPDATE ON report_texts BEGIN
	INSERT INTO report_words (report_words, rowid, area, words) VALUES ('delete', old.seq, old.area, old.words);
	INSERT INTO report_words (rowid, area, words) VALUES (new.seq, new.area, new.words);
END;
--> statement-breakpoint
CREATE TRIGGER report_texts_of_new_reports AFTER INSERT ON reports BEGIN
	INSERT INTO report_texts (report_id, area, words) VALUES (
		new.id,
		char(57344 + coalesce(new.adcode, 0) / 1000, 57344 + coalesce(new.adcode, 0) % 1000, 57344),
		coalesce(new.town || char(10), '') || coalesce(new.place || char(10), '')
	);
END;
--> statement-breakpoint
CREATE TRIGGER report_texts_of_moved_reports AFTER UPDATE OF adcode ON reports WHEN new.adcode IS NOT old.adcode BEGIN
	UPDATE report_texts
	SET area = char(57344 + coalesce(new.adcode, 0) / 1000, 57344 + coalesce(new.adcode, 0) % 1000, 57344)
	WHERE report_id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER report_texts_of_new_events AFTER INSERT ON events WHEN new.actor_id IS NOT NULL BEGIN
	UPDATE report_texts
	SET words = words
		|| coalesce((SELECT group_concat(atom || char(10), '') FROM json_tree(new.fields) WHERE atom IS NOT NULL), '')
		|| coalesce(new.note || char(10), '')
	WHERE report_id = new.report_id AND (new.note IS NOT NULL OR new.fields <> '{}');
END;
