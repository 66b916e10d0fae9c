CREATE TABLE `batch_cases` (
	`result_id` text PRIMARY KEY NOT NULL,
	`batch_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `batch_cases_by_batch` ON `batch_cases` (`batch_id`);--> statement-breakpoint
CREATE TABLE `batches` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`status` text NOT NULL,
	`as_of` text NOT NULL,
	`drafter_id` text NOT NULL,
	`drafter_name` text NOT NULL,
	`approver_id` text,
	`approver_name` text,
	`version` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`record` text,
	`return_reason` text,
	`demo` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `batches_by_number` ON `batches` (`number`);