CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `account_by_user` ON `account` (`user_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL,
	`token` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`user_id` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_by_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `sign_in_failures` (
	`username` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`locked_until` text
);
--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`username` text,
	`display_username` text,
	`role` text NOT NULL,
	`adcode` integer NOT NULL,
	`disabled` integer NOT NULL,
	`demo` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `user_username_unique` ON `user` (`username`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`actor_id` text,
	`actor_name` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`reason` text,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_by_action` ON `audit` (`action`,`seq`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`created_at` text NOT NULL,
	`due_at` text NOT NULL,
	`attempts` integer NOT NULL,
	`claimed_until` text,
	`done_at` text,
	`last_error` text
);
--> statement-breakpoint
CREATE INDEX `outbox_open` ON `outbox` (`done_at`,`due_at`);--> statement-breakpoint
CREATE TABLE `receipts` (
	`key_hash` text PRIMARY KEY NOT NULL,
	`request_hash` text NOT NULL,
	`report_id` text NOT NULL,
	`sealed_answer` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `receipts_by_time` ON `receipts` (`at`);--> statement-breakpoint
CREATE TABLE `spent_challenges` (
	`hash` text PRIMARY KEY NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `spent_challenges_by_expiry` ON `spent_challenges` (`expires_at`);--> statement-breakpoint
CREATE TABLE `results` (
	`id` text PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`report_id` text NOT NULL,
	`adcode` integer NOT NULL,
	`status` text NOT NULL,
	`body` text NOT NULL,
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
CREATE UNIQUE INDEX `results_public_id_unique` ON `results` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `results_by_report` ON `results` (`report_id`);--> statement-breakpoint
CREATE INDEX `results_by_county` ON `results` (`adcode`,`status`);--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` text NOT NULL,
	`move` text NOT NULL,
	`from_status` text,
	`to_status` text NOT NULL,
	`actor_id` text,
	`actor_name` text,
	`unit_id` text NOT NULL,
	`fields` text NOT NULL,
	`note` text,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_in_order` ON `events` (`report_id`,`seq`);--> statement-breakpoint
CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	`event_id` text,
	`at` text NOT NULL,
	`author` text NOT NULL,
	`actor_name` text,
	`sealed` text NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `messages_by_report` ON `messages` (`report_id`,`at`);--> statement-breakpoint
CREATE TABLE `ratings` (
	`report_id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`score` integer NOT NULL,
	`sealed_text` text,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `reports` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`secret_hash` text NOT NULL,
	`channel` text NOT NULL,
	`category` text NOT NULL,
	`sealed_statement` text NOT NULL,
	`sealed_identity` text,
	`mode` text NOT NULL,
	`recipient` text NOT NULL,
	`wrapped_identity` text NOT NULL,
	`avoid_county` integer NOT NULL,
	`adcode` integer,
	`unit_id` text NOT NULL,
	`town` text,
	`place` text,
	`lat` real,
	`lon` real,
	`datum` text,
	`pond_id` text,
	`occurred_on` text,
	`route_code` text NOT NULL,
	`route_basis` text NOT NULL,
	`status` text NOT NULL,
	`outcome` text,
	`version` integer NOT NULL,
	`handler_id` text,
	`received_at` text NOT NULL,
	`accept_by` text NOT NULL,
	`reply_by` text NOT NULL,
	`due_clock` text,
	`due_by` text,
	`accepted_at` text,
	`concluded_at` text,
	`waiting_since` text,
	`supervised_by` text,
	`extended_until` text,
	`objections` integer NOT NULL,
	`merged_into` text,
	`demo` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_number_unique` ON `reports` (`number`);--> statement-breakpoint
CREATE INDEX `reports_by_county_due` ON `reports` (`adcode`,`status`,`due_by`);--> statement-breakpoint
CREATE INDEX `reports_by_county_received` ON `reports` (`adcode`,`received_at`);--> statement-breakpoint
CREATE INDEX `reports_by_due` ON `reports` (`status`,`due_by`);--> statement-breakpoint
CREATE INDEX `reports_by_received` ON `reports` (`received_at`);