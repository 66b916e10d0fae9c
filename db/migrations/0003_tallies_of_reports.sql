CREATE TRIGGER reports_counted_when_new AFTER INSERT ON reports BEGIN
	INSERT INTO tallies (adcode, kind, value, count)
	SELECT coalesce(new.adcode, 0), kind, value, 1 FROM (
		SELECT 'status' AS kind, new.status AS value
		UNION ALL SELECT 'received', strftime('%Y-%m', new.received_at, '+8 hours')
		UNION ALL SELECT 'town', coalesce(new.town, '')
		UNION ALL SELECT 'concluded', strftime('%Y-%m', new.concluded_at, '+8 hours') WHERE new.status = 'concluded'
		UNION ALL SELECT 'outcome', coalesce(new.outcome, '') WHERE new.status = 'concluded'
		UNION ALL SELECT 'answered', CASE WHEN date(new.concluded_at, '+8 hours') > coalesce(new.extended_until, new.reply_by) THEN 'late' ELSE 'on-time' END
			WHERE new.status IN ('concluded', 'declined', 'merged')
		UNION ALL SELECT 'returned', '' WHERE new.objections > 0
	) WHERE true
	ON CONFLICT DO UPDATE SET count = count + excluded.count;
END;
--> statement-breakpoint
CREATE TRIGGER reports_counted_when_changed AFTER UPDATE OF adcode, status, town, outcome, concluded_at, extended_until, reply_by, objections ON reports BEGIN
	INSERT INTO tallies (adcode, kind, value, count)
	SELECT coalesce(old.adcode, 0), kind, value, -1 FROM (
		SELECT 'status' AS kind, old.status AS value
		UNION ALL SELECT 'received', strftime('%Y-%m', old.received_at, '+8 hours')
		UNION ALL SELECT 'town', coalesce(old.town, '')
		UNION ALL SELECT 'concluded', strftime('%Y-%m', old.concluded_at, '+8 hours') WHERE old.status = 'concluded'
		UNION ALL SELECT 'outcome', coalesce(old.outcome, '') WHERE old.status = 'concluded'
		UNION ALL SELECT 'answered', CASE WHEN date(old.concluded_at, '+8 hours') > coalesce(old.extended_until, old.reply_by) THEN 'late' ELSE 'on-time' END
			WHERE old.status IN ('concluded', 'declined', 'merged')
		UNION ALL SELECT 'returned', '' WHERE old.objections > 0
	) WHERE true
	ON CONFLICT DO UPDATE SET count = count + excluded.count;
	INSERT INTO tallies (adcode, kind, value, count)
	SELECT coalesce(new.adcode, 0), kind, value, 1 FROM (
		SELECT 'status' AS kind, new.status AS value
		UNION ALL SELECT 'received', strftime('%Y-%m', new.received_at, '+8 hours')
		UNION ALL SELECT 'town', coalesce(new.town, '')
		UNION ALL SELECT 'concluded', strftime('%Y-%m', new.concluded_at, '+8 hours') WHERE new.status = 'concluded'
		UNION ALL SELECT 'outcome', coalesce(new.outcome, '') WHERE new.status = 'concluded'
		UNION ALL SELECT 'answered', CASE WHEN date(new.concluded_at, '+8 hours') > coalesce(new.extended_until, new.reply_by) THEN 'late' ELSE 'on-time' END
			WHERE new.status IN ('concluded', 'declined', 'merged')
		UNION ALL SELECT 'returned', '' WHERE new.objections > 0
	) WHERE true
	ON CONFLICT DO UPDATE SET count = count + excluded.count;
END;
--> statement-breakpoint
CREATE TRIGGER ratings_counted AFTER INSERT ON ratings BEGIN
	INSERT INTO tallies (adcode, kind, value, count)
	SELECT coalesce((SELECT adcode FROM reports WHERE id = new.report_id), 0), 'score', new.score, 1
	WHERE true ON CONFLICT DO UPDATE SET count = count + excluded.count;
END;
--> statement-breakpoint
INSERT INTO tallies (adcode, kind, value, count)
SELECT adcode, kind, value, count(*) FROM (
	SELECT coalesce(adcode, 0) AS adcode, 'status' AS kind, status AS value FROM reports
	UNION ALL SELECT coalesce(adcode, 0), 'received', strftime('%Y-%m', received_at, '+8 hours') FROM reports
	UNION ALL SELECT coalesce(adcode, 0), 'town', coalesce(town, '') FROM reports
	UNION ALL SELECT coalesce(adcode, 0), 'concluded', strftime('%Y-%m', concluded_at, '+8 hours') FROM reports WHERE status = 'concluded'
	UNION ALL SELECT coalesce(adcode, 0), 'outcome', coalesce(outcome, '') FROM reports WHERE status = 'concluded'
	UNION ALL SELECT coalesce(adcode, 0), 'answered', CASE WHEN date(concluded_at, '+8 hours') > coalesce(extended_until, reply_by) THEN 'late' ELSE 'on-time' END
		FROM reports WHERE status IN ('concluded', 'declined', 'merged')
	UNION ALL SELECT coalesce(adcode, 0), 'returned', '' FROM reports WHERE objections > 0
	UNION ALL SELECT coalesce(reports.adcode, 0), 'score', score FROM ratings JOIN reports ON reports.id = ratings.report_id
) GROUP BY adcode, kind, value;
