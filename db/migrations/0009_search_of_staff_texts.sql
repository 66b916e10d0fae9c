CREATE TABLE `report_texts` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report_id` text NOT NULL,
	`area` text NOT NULL,
	`words` text NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_texts_report_id_unique` ON `report_texts` (`report_id`);--> statement-breakpoint
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
--> statement-breakpoint
INSERT INTO report_texts (report_id, area, words)
SELECT
	r.id,
	char(57344 + coalesce(r.adcode, 0) / 1000, 57344 + coalesce(r.adcode, 0) % 1000, 57344),
	coalesce(r.town || char(10), '') || coalesce(r.place || char(10), '') || coalesce((
		SELECT group_concat(
			coalesce((SELECT group_concat(atom || char(10), '') FROM json_tree(e.fields) WHERE atom IS NOT NULL), '')
			|| coalesce(e.note || char(10), ''), ''
		)
		FROM events e WHERE e.report_id = r.id AND e.actor_id IS NOT NULL
	), '')
FROM reports r ORDER BY r.received_at;
