CREATE TABLE `alarm_calls` (
	`id` text PRIMARY KEY NOT NULL,
	`alarm_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` text NOT NULL,
	`adcode` integer NOT NULL,
	`entry` integer,
	`unit_id` text,
	`role` text,
	`sent_at` text,
	FOREIGN KEY (`alarm_id`) REFERENCES `alarms`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `alarm_calls_by_alarm` ON `alarm_calls` (`alarm_id`,`seq`);--> statement-breakpoint
CREATE TABLE `alarm_reports` (
	`alarm_id` text NOT NULL,
	`report_id` text NOT NULL,
	`at` text NOT NULL,
	`left_at` text,
	PRIMARY KEY(`alarm_id`, `report_id`),
	FOREIGN KEY (`alarm_id`) REFERENCES `alarms`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `alarm_reports_by_report` ON `alarm_reports` (`report_id`,`at`);--> statement-breakpoint
CREATE TABLE `alarms` (
	`id` text PRIMARY KEY NOT NULL,
	`adcode` integer NOT NULL,
	`place` text,
	`raised_at` text NOT NULL,
	`cause` text NOT NULL,
	`state` text NOT NULL,
	`stage` text NOT NULL,
	`turn` integer NOT NULL,
	`next_at` text,
	`answered_at` text,
	`answered_by_id` text,
	`answered_by_name` text,
	`answered_office` text
);
--> statement-breakpoint
CREATE INDEX `alarms_by_state` ON `alarms` (`state`,`next_at`);--> statement-breakpoint
CREATE INDEX `alarms_by_place` ON `alarms` (`adcode`,`place`,`raised_at`);--> statement-breakpoint
ALTER TABLE `reports` ADD `urgent` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `reports` ADD `alarm_since` text;--> statement-breakpoint
CREATE INDEX `reports_alarmed` ON `reports` (`alarm_since`) WHERE alarm_since is not null;--> statement-breakpoint
CREATE INDEX `reports_alarmed_by_county` ON `reports` (`adcode`,`alarm_since`) WHERE alarm_since is not null;--> statement-breakpoint
CREATE INDEX `reports_alarmed_by_unit` ON `reports` (`unit_id`,`alarm_since`) WHERE alarm_since is not null;