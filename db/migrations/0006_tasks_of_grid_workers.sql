CREATE TABLE `tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	`adcode` integer NOT NULL,
	`town` text NOT NULL,
	`worker_id` text NOT NULL,
	`worker_name` text NOT NULL,
	`given_by_name` text NOT NULL,
	`given_at` text NOT NULL,
	`place` text NOT NULL,
	`request` text NOT NULL,
	`due_on` text NOT NULL,
	`lat` real,
	`lon` real,
	`words_given_at` text,
	`state` text NOT NULL,
	`closed_at` text,
	`finding` text,
	`found_lat` real,
	`found_lon` real,
	`found_within_m` integer,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`worker_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tasks_by_report` ON `tasks` (`report_id`,`given_at`);--> statement-breakpoint
CREATE INDEX `tasks_by_worker` ON `tasks` (`worker_id`,`state`);--> statement-breakpoint
ALTER TABLE `user` ADD `town` text;--> statement-breakpoint
ALTER TABLE `uploads` ADD `task_id` text REFERENCES tasks(id);