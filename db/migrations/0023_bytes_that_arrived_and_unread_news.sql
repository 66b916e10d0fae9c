CREATE TABLE `unread_news` (
	`unit_id` text NOT NULL,
	`news` text NOT NULL,
	`told_at` text NOT NULL,
	PRIMARY KEY(`unit_id`, `news`)
);
--> statement-breakpoint
ALTER TABLE `uploads` ADD `arrived` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `uploads` ADD `progress_at` text DEFAULT '' NOT NULL;--> statement-breakpoint
-- What was being sent before: a complete file has arrived whole, any other counts from its next piece.
UPDATE `uploads` SET `progress_at` = `created_at`, `arrived` = CASE WHEN `state` = 'sealed' THEN `size` ELSE 0 END;
