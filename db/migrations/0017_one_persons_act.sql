CREATE TABLE `account_notices` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`at` text NOT NULL,
	`text` text NOT NULL,
	`seen_at` text,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `account_notices_by_user` ON `account_notices` (`user_id`,`seen_at`);--> statement-breakpoint
CREATE TABLE `account_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`account` text,
	`user_id` text,
	`reason` text NOT NULL,
	`requested_by_id` text NOT NULL,
	`requested_by_name` text NOT NULL,
	`requested_at` text NOT NULL,
	`state` text NOT NULL,
	`decided_by_id` text,
	`decided_by_name` text,
	`decided_at` text,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `account_requests_by_state` ON `account_requests` (`state`,`requested_at`);--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`adcode` integer,
	`for_city` integer NOT NULL,
	`seen_at` text,
	`seen_by_name` text
);
--> statement-breakpoint
CREATE INDEX `alerts_by_time` ON `alerts` (`at`);--> statement-breakpoint
CREATE TABLE `by_passes` (
	`report_id` text NOT NULL,
	`adcode` integer NOT NULL,
	`at` text NOT NULL,
	`cause` text NOT NULL,
	PRIMARY KEY(`report_id`, `adcode`),
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`sealed_summary` text NOT NULL,
	`reason` text NOT NULL,
	`proposed_by_id` text NOT NULL,
	`proposed_by_name` text NOT NULL,
	`proposed_at` text NOT NULL,
	`decided_by_id` text,
	`decided_by_name` text,
	`decided_at` text,
	`state` text NOT NULL,
	`answered_at` text,
	`hand_over_at` text,
	`files` text DEFAULT '[]' NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `consents_by_report` ON `consents` (`report_id`,`proposed_at`);--> statement-breakpoint
CREATE INDEX `consents_by_state` ON `consents` (`state`,`hand_over_at`);--> statement-breakpoint
CREATE TABLE `identity_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	`officer_id` text NOT NULL,
	`officer_name` text NOT NULL,
	`reason` text NOT NULL,
	`at` text NOT NULL,
	`state` text NOT NULL,
	`decided_by_id` text,
	`decided_by_name` text,
	`decided_at` text,
	`valid_until` text,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `identity_requests_by_report` ON `identity_requests` (`report_id`,`at`);--> statement-breakpoint
CREATE INDEX `identity_requests_by_state` ON `identity_requests` (`state`,`at`);--> statement-breakpoint
CREATE TABLE `proposals` (
	`id` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	`move` text NOT NULL,
	`fields` text NOT NULL,
	`sealed_reply` text,
	`proposed_by_id` text NOT NULL,
	`proposed_by_name` text NOT NULL,
	`proposed_at` text NOT NULL,
	`state` text NOT NULL,
	`decided_by_id` text,
	`decided_by_name` text,
	`decided_at` text,
	`confirmed_by_id` text,
	`confirmed_by_name` text,
	`reason` text,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `proposals_by_report` ON `proposals` (`report_id`,`proposed_at`);--> statement-breakpoint
CREATE INDEX `proposals_by_state` ON `proposals` (`state`);--> statement-breakpoint
DROP TRIGGER reports_counted_when_new;
--> statement-breakpoint
DROP TRIGGER reports_counted_when_changed;
--> statement-breakpoint
DROP TRIGGER ratings_counted;
--> statement-breakpoint
DROP TRIGGER ratings_counted_where_the_report_goes;
--> statement-breakpoint
DROP TABLE `tallies`;
--> statement-breakpoint
CREATE TABLE `tallies` (
	`adcode` integer NOT NULL,
	`unit` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`adcode`, `unit`, `kind`, `value`)
);
--> statement-breakpoint
DROP TABLE `sign_in_failures`;
--> statement-breakpoint
CREATE TABLE `sign_in_failures` (
	`name_hash` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`locked_until` text,
	`at` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `results` ADD `unit_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `reports` ADD `mine_id` text;--> statement-breakpoint
ALTER TABLE `reports` ADD `proposed_move` text;--> statement-breakpoint
ALTER TABLE `reports` ADD `reviews` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `reports` ADD `reviewed_from` text;--> statement-breakpoint
ALTER TABLE `reports` ADD `words_closed_at` text;--> statement-breakpoint
ALTER TABLE `reports` ADD `sealed_summary` text;--> statement-breakpoint
ALTER TABLE `reports` ADD `commission_of` text;--> statement-breakpoint
CREATE INDEX `reports_by_unit` ON `reports` (`unit_id`,`received_at`);--> statement-breakpoint
CREATE INDEX `reports_commissioned` ON `reports` (`commission_of`) WHERE commission_of is not null;
--> statement-breakpoint
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
INSERT INTO tallies (adcode, unit, kind, value, count)
SELECT coalesce(adcode, 0), unit_id, 'status', status, count(*) FROM reports GROUP BY 1, 2, 4
UNION ALL SELECT coalesce(adcode, 0), unit_id, 'received', strftime('%Y-%m', received_at, '+8 hours'), count(*) FROM reports GROUP BY 1, 2, 4
UNION ALL SELECT coalesce(adcode, 0), unit_id, 'town', coalesce(town, ''), count(*) FROM reports GROUP BY 1, 2, 4
UNION ALL SELECT coalesce(adcode, 0), unit_id, 'concluded', strftime('%Y-%m', concluded_at, '+8 hours'), count(*) FROM reports WHERE status = 'concluded' GROUP BY 1, 2, 4
UNION ALL SELECT coalesce(adcode, 0), unit_id, 'outcome', coalesce(outcome, ''), count(*) FROM reports WHERE status = 'concluded' GROUP BY 1, 2, 4
UNION ALL SELECT coalesce(adcode, 0), unit_id, 'answered', CASE WHEN date(concluded_at, '+8 hours') > coalesce(extended_until, reply_by) THEN 'late' ELSE 'on-time' END, count(*) FROM reports WHERE status IN ('concluded', 'declined', 'merged') GROUP BY 1, 2, 4
UNION ALL SELECT coalesce(adcode, 0), unit_id, 'town-open', coalesce(town, ''), count(*) FROM reports WHERE status NOT IN ('concluded', 'declined', 'merged') GROUP BY 1, 2, 4
UNION ALL SELECT coalesce(adcode, 0), unit_id, 'accepted', '', count(*) FROM reports WHERE accepted_at IS NOT NULL GROUP BY 1, 2
UNION ALL SELECT coalesce(adcode, 0), unit_id, 'returned', '', count(*) FROM reports WHERE objections > 0 GROUP BY 1, 2
UNION ALL SELECT coalesce(reports.adcode, 0), reports.unit_id, 'score', score, count(*) FROM ratings JOIN reports ON reports.id = ratings.report_id GROUP BY 1, 2, 4;
--> statement-breakpoint
UPDATE results SET unit_id = (SELECT unit_id FROM reports WHERE reports.id = results.report_id);
--> statement-breakpoint
INSERT INTO by_passes (report_id, adcode, at, cause)
SELECT DISTINCT reports.id, json_extract(candidate.value, '$.adcode'), reports.received_at, 'asked'
FROM reports, json_each(reports.route_basis) AS candidate WHERE reports.avoid_county = 1;
