CREATE TABLE `void_secrets` (
	`hash` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `void_secrets_by_report` ON `void_secrets` (`report_id`);--> statement-breakpoint
ALTER TABLE `imported_reports` ADD `opened_at` text;