CREATE TABLE `imported_reports` (
	`report_id` text PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`receipt_hash` text NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `imported_reports_by_import` ON `imported_reports` (`import_id`);--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`officer_id` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `imports_by_officer` ON `imports` (`officer_id`,`at`);