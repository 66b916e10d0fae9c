CREATE TABLE `two_factor` (
	`id` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`backup_codes` text NOT NULL,
	`user_id` text NOT NULL,
	`verified` integer,
	`failed_verification_count` integer,
	`locked_until` integer,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `two_factor_by_user` ON `two_factor` (`user_id`);--> statement-breakpoint
CREATE TABLE `tallies` (
	`adcode` integer NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`adcode`, `kind`, `value`)
);
--> statement-breakpoint
ALTER TABLE `user` ADD `must_change_password` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `user` ADD `two_factor_enabled` integer DEFAULT false;--> statement-breakpoint
ALTER TABLE `outbox` ADD `once` text;--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_once_unique` ON `outbox` (`once`);--> statement-breakpoint
ALTER TABLE `reports` ADD `filed_on` text;--> statement-breakpoint
ALTER TABLE `reports` ADD `penalty_by` text;--> statement-breakpoint
ALTER TABLE `reports` ADD `decided_on` text;--> statement-breakpoint
ALTER TABLE `reports` ADD `service_by` text;--> statement-breakpoint
ALTER TABLE `reports` ADD `served_on` text;--> statement-breakpoint
CREATE INDEX `reports_of_county_in_order` ON `reports` (`adcode`,(due_by is null),`due_by`,received_at desc);--> statement-breakpoint
CREATE INDEX `reports_in_order` ON `reports` ((due_by is null),`due_by`,received_at desc);--> statement-breakpoint
CREATE INDEX `reports_of_county_by_due` ON `reports` (`adcode`,`due_by`,`received_at`);--> statement-breakpoint
CREATE INDEX `reports_all_by_due` ON `reports` (`due_by`,`received_at`);--> statement-breakpoint
CREATE INDEX `reports_open_by_handler` ON `reports` (`handler_id`) WHERE due_by is not null;--> statement-breakpoint
CREATE INDEX `reports_waiting` ON `reports` (`adcode`,`waiting_since`) WHERE waiting_since is not null;--> statement-breakpoint
CREATE INDEX `reports_supervised` ON `reports` (`adcode`,`supervised_by`) WHERE supervised_by is not null;--> statement-breakpoint
CREATE INDEX `reports_merged` ON `reports` (`merged_into`) WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX `reports_penalties` ON `reports` (`penalty_by`) WHERE penalty_by is not null;