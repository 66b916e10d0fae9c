CREATE TABLE `uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`draft_hash` text NOT NULL,
	`state` text NOT NULL,
	`size` integer NOT NULL,
	`kind` text,
	`format` text,
	`sha256` text,
	`has_preview` integer NOT NULL,
	`created_at` text NOT NULL,
	`report_id` text,
	`attached_at` text,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `uploads_by_draft` ON `uploads` (`draft_hash`);--> statement-breakpoint
CREATE INDEX `uploads_by_report` ON `uploads` (`report_id`,`attached_at`);