CREATE TABLE `source_numbers` (
	`number` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
