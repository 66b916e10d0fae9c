DROP INDEX `reports_open_by_handler`;--> statement-breakpoint
DROP INDEX `reports_waiting`;--> statement-breakpoint
DROP INDEX `reports_supervised`;--> statement-breakpoint
CREATE INDEX `reports_open` ON `reports` (`due_by`,received_at desc,`adcode`,`status`,`route_code`,`category`,`handler_id`,`waiting_since`,`supervised_by`) WHERE due_by is not null;--> statement-breakpoint
CREATE INDEX `reports_open_by_county` ON `reports` (`adcode`,`due_by`,received_at desc,`status`,`route_code`,`category`,`handler_id`,`waiting_since`,`supervised_by`) WHERE due_by is not null;--> statement-breakpoint
DROP TRIGGER reports_counted_when_new;
--> statement-breakpoint
DROP TRIGGER reports_counted_when_changed;
--> statement-breakpoint
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
		UNION ALL SELECT 'town-open', coalesce(new.town, '') WHERE new.status NOT IN ('concluded', 'declined', 'merged')
		UNION ALL SELECT 'accepted', '' WHERE new.accepted_at IS NOT NULL
		UNION ALL SELECT 'returned', '' WHERE new.objections > 0
	) WHERE true
	ON CONFLICT DO UPDATE SET count = count + excluded.count;
END;
--> statement-breakpoint
CREATE TRIGGER reports_counted_when_changed AFTER UPDATE OF adcode, status, town, outcome, accepted_at, concluded_at, extended_until, reply_by, objections ON reports BEGIN
	INSERT INTO tallies (adcode, kind, value, count)
	SELECT coalesce(old.adcode, 0), kind, value, -1 FROM (
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
	INSERT INTO tallies (adcode, kind, value, count)
	SELECT coalesce(new.adcode, 0), kind, value, 1 FROM (
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
CREATE TRIGGER ratings_counted_where_the_report_goes AFTER UPDATE OF adcode ON reports WHEN old.adcode IS NOT new.adcode BEGIN
	INSERT INTO tallies (adcode, kind, value, count)
	SELECT adcode, 'score', score, sign FROM (
		SELECT coalesce(old.adcode, 0) AS adcode, score, -1 AS sign FROM ratings WHERE report_id = new.id
		UNION ALL SELECT coalesce(new.adcode, 0), score, 1 FROM ratings WHERE report_id = new.id
	) WHERE true
	ON CONFLICT DO UPDATE SET count = count + excluded.count;
END;
--> statement-breakpoint
DELETE FROM tallies WHERE kind = 'score';
--> statement-breakpoint
INSERT INTO tallies (adcode, kind, value, count)
SELECT coalesce(adcode, 0), 'accepted', '', count(*) FROM reports WHERE accepted_at IS NOT NULL GROUP BY 1
UNION ALL SELECT coalesce(adcode, 0), 'town-open', coalesce(town, ''), count(*) FROM reports WHERE status NOT IN ('concluded', 'declined', 'merged') GROUP BY 1, 3
UNION ALL SELECT coalesce(reports.adcode, 0), 'score', score, count(*) FROM ratings JOIN reports ON reports.id = ratings.report_id GROUP BY 1, 3;
