CREATE TABLE `alarm_call_shares` (
	`alarm_id` text NOT NULL,
	`call_id` text NOT NULL,
	`at` text NOT NULL,
	`sent_at` text,
	PRIMARY KEY(`alarm_id`, `call_id`, `at`),
	FOREIGN KEY (`alarm_id`) REFERENCES `alarms`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`call_id`) REFERENCES `alarm_calls`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `alarm_call_shares_by_call` ON `alarm_call_shares` (`call_id`);--> statement-breakpoint
ALTER TABLE `alarm_reports` ADD `answered_at` text;--> statement-breakpoint
ALTER TABLE `alarm_reports` ADD `answered_by_id` text;--> statement-breakpoint
ALTER TABLE `alarm_reports` ADD `answered_by_name` text;--> statement-breakpoint
ALTER TABLE `alarm_reports` ADD `answered_office` text;--> statement-breakpoint
ALTER TABLE `alarms` ADD `calls_from` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `alarms` ADD `shift` text;--> statement-breakpoint
-- Custom: whoever answered an alarm answered for every report in it; none that is open stays silent; no key holds any more that names a town alone, or a report that by-passes somebody.
UPDATE `alarm_reports` SET (`answered_at`, `answered_by_id`, `answered_by_name`, `answered_office`) = (SELECT `answered_at`, `answered_by_id`, `answered_by_name`, `answered_office` FROM `alarms` WHERE `alarms`.`id` = `alarm_reports`.`alarm_id`) WHERE `left_at` IS NULL;--> statement-breakpoint
UPDATE `alarms` SET `next_at` = `raised_at` WHERE `state` = 'open' AND `next_at` IS NULL;--> statement-breakpoint
UPDATE `alarms` SET `place` = NULL WHERE `place` LIKE 'town %' OR `id` IN (SELECT `alarm_id` FROM `alarm_reports` JOIN `reports` ON `reports`.`id` = `report_id` WHERE `avoid_county` = 1);--> statement-breakpoint
ALTER TABLE `alarms` DROP COLUMN `answered_at`;--> statement-breakpoint
ALTER TABLE `alarms` DROP COLUMN `answered_by_id`;--> statement-breakpoint
ALTER TABLE `alarms` DROP COLUMN `answered_by_name`;--> statement-breakpoint
ALTER TABLE `alarms` DROP COLUMN `answered_office`;--> statement-breakpoint
CREATE INDEX `alarm_calls_by_time` ON `alarm_calls` (`at`);