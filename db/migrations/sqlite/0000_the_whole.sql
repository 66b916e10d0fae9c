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
CREATE TABLE `account_notices` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`at` text NOT NULL,
	`text` text NOT NULL,
	`seen_at` text,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `account_notices_by_user` ON `account_notices` (`user_id`,`seen_at`);--> statement-breakpoint
CREATE TABLE `account_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`account` text,
	`user_id` text,
	`reason` text NOT NULL,
	`requested_by_id` text NOT NULL,
	`requested_by_name` text NOT NULL,
	`requested_at` text NOT NULL,
	`state` text NOT NULL,
	`decided_by_id` text,
	`decided_by_name` text,
	`decided_at` text,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `account_requests_by_state` ON `account_requests` (`state`,`requested_at`);--> statement-breakpoint
CREATE TABLE `known_devices` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `known_devices_by_user` ON `known_devices` (`user_id`);--> statement-breakpoint
CREATE INDEX `known_devices_by_expiry` ON `known_devices` (`expires_at`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL,
	`token` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`via_provider` integer DEFAULT false NOT NULL,
	`factor_proven` integer DEFAULT false NOT NULL,
	`id_token` text,
	`user_id` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_by_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `sign_in_failures` (
	`name_hash` text PRIMARY KEY NOT NULL,
	`account_hash` text,
	`failures` integer NOT NULL,
	`locked_until` text,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_failures_by_account` ON `sign_in_failures` (`account_hash`);--> statement-breakpoint
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
	`town` text,
	`unit` text,
	`disabled` integer NOT NULL,
	`demo` integer NOT NULL,
	`must_change_password` integer DEFAULT false NOT NULL,
	`two_factor_enabled` integer DEFAULT false,
	`hidden_columns` text
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
CREATE INDEX `alarm_calls_by_time` ON `alarm_calls` (`at`);--> statement-breakpoint
CREATE TABLE `alarm_reports` (
	`alarm_id` text NOT NULL,
	`report_id` text NOT NULL,
	`at` text NOT NULL,
	`left_at` text,
	`answered_at` text,
	`answered_by_id` text,
	`answered_by_name` text,
	`answered_office` text,
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
	`calls_from` integer DEFAULT 1 NOT NULL,
	`cause` text NOT NULL,
	`state` text NOT NULL,
	`stage` text NOT NULL,
	`turn` integer NOT NULL,
	`shift` text,
	`next_at` text
);
--> statement-breakpoint
CREATE INDEX `alarms_by_state` ON `alarms` (`state`,`next_at`);--> statement-breakpoint
CREATE INDEX `alarms_by_place` ON `alarms` (`adcode`,`place`,`raised_at`);--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`adcode` integer,
	`for_city` integer NOT NULL,
	`seen_at` text,
	`seen_by_name` text
);
--> statement-breakpoint
CREATE INDEX `alerts_by_time` ON `alerts` (`at`);--> statement-breakpoint
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
CREATE TABLE `by_passes` (
	`report_id` text NOT NULL,
	`adcode` integer NOT NULL,
	`at` text NOT NULL,
	`cause` text NOT NULL,
	PRIMARY KEY(`report_id`, `adcode`),
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`sealed_summary` text NOT NULL,
	`reason` text NOT NULL,
	`proposed_by_id` text NOT NULL,
	`proposed_by_name` text NOT NULL,
	`proposed_at` text NOT NULL,
	`decided_by_id` text,
	`decided_by_name` text,
	`decided_at` text,
	`state` text NOT NULL,
	`answered_at` text,
	`hand_over_at` text,
	`files` text DEFAULT '[]' NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `consents_by_report` ON `consents` (`report_id`,`proposed_at`);--> statement-breakpoint
CREATE INDEX `consents_by_state` ON `consents` (`state`,`hand_over_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`once` text,
	`payload` text NOT NULL,
	`created_at` text NOT NULL,
	`due_at` text NOT NULL,
	`attempts` integer NOT NULL,
	`claimed_until` text,
	`done_at` text,
	`last_error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_once_unique` ON `outbox` (`once`);--> statement-breakpoint
CREATE INDEX `outbox_open` ON `outbox` (`done_at`,`due_at`);--> statement-breakpoint
CREATE TABLE `unread_news` (
	`unit_id` text NOT NULL,
	`news` text NOT NULL,
	`told_at` text NOT NULL,
	PRIMARY KEY(`unit_id`, `news`)
);
--> statement-breakpoint
CREATE TABLE `upload_pieces` (
	`upload_id` text NOT NULL,
	`start` integer NOT NULL,
	`length` integer NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`upload_id`, `start`),
	FOREIGN KEY (`upload_id`) REFERENCES `uploads`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`draft_hash` text NOT NULL,
	`state` text NOT NULL,
	`size` integer NOT NULL,
	`arrived` integer DEFAULT 0 NOT NULL,
	`progress_at` text DEFAULT '' NOT NULL,
	`kind` text,
	`format` text,
	`digest_hash` text,
	`sealed_digest` text,
	`previews` integer DEFAULT 0 NOT NULL,
	`pages` integer,
	`created_at` text NOT NULL,
	`report_id` text,
	`task_id` text,
	`message_id` text,
	`attached_at` text,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`message_id`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `uploads_by_draft` ON `uploads` (`draft_hash`);--> statement-breakpoint
CREATE INDEX `uploads_by_report` ON `uploads` (`report_id`,`attached_at`);--> statement-breakpoint
CREATE TABLE `identity_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	`officer_id` text NOT NULL,
	`officer_name` text NOT NULL,
	`reason` text NOT NULL,
	`at` text NOT NULL,
	`state` text NOT NULL,
	`decided_by_id` text,
	`decided_by_name` text,
	`decided_at` text,
	`valid_until` text,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `identity_requests_by_report` ON `identity_requests` (`report_id`,`at`);--> statement-breakpoint
CREATE INDEX `identity_requests_by_state` ON `identity_requests` (`state`,`at`);--> statement-breakpoint
CREATE TABLE `imported_reports` (
	`report_id` text PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`receipt_hash` text NOT NULL,
	`opened_at` text,
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
CREATE INDEX `imports_by_officer` ON `imports` (`officer_id`,`at`);--> statement-breakpoint
CREATE TABLE `receipts` (
	`key_hash` text PRIMARY KEY NOT NULL,
	`request_hash` text NOT NULL,
	`report_id` text NOT NULL,
	`sealed_answer` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `receipts_by_time` ON `receipts` (`at`);--> statement-breakpoint
CREATE TABLE `source_numbers` (
	`number` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `spent_challenges` (
	`hash` text PRIMARY KEY NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `spent_challenges_by_expiry` ON `spent_challenges` (`expires_at`);--> statement-breakpoint
CREATE TABLE `void_secrets` (
	`hash` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `void_secrets_by_report` ON `void_secrets` (`report_id`);--> statement-breakpoint
CREATE TABLE `attempts` (
	`hash` text PRIMARY KEY NOT NULL,
	`points` integer NOT NULL,
	`until` text NOT NULL,
	`changed_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `attempts_by_change` ON `attempts` (`changed_at`);--> statement-breakpoint
CREATE INDEX `attempts_by_end` ON `attempts` (`until`);--> statement-breakpoint
CREATE TABLE `leases` (
	`name` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`until` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `proposals` (
	`id` text PRIMARY KEY NOT NULL,
	`report_id` text NOT NULL,
	`move` text NOT NULL,
	`fields` text NOT NULL,
	`sealed_reply` text,
	`proposed_by_id` text NOT NULL,
	`proposed_by_name` text NOT NULL,
	`proposed_at` text NOT NULL,
	`state` text NOT NULL,
	`decided_by_id` text,
	`decided_by_name` text,
	`decided_at` text,
	`confirmed_by_id` text,
	`confirmed_by_name` text,
	`reason` text,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `proposals_by_report` ON `proposals` (`report_id`,`proposed_at`);--> statement-breakpoint
CREATE INDEX `proposals_by_state` ON `proposals` (`state`);--> statement-breakpoint
CREATE TABLE `batch_cases` (
	`public_id` text PRIMARY KEY NOT NULL,
	`batch_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `batch_cases_by_batch` ON `batch_cases` (`batch_id`);--> statement-breakpoint
CREATE TABLE `publications` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`public_id` text NOT NULL,
	`edition` integer NOT NULL,
	`report_id` text,
	`adcode` integer NOT NULL,
	`unit_id` text DEFAULT '' NOT NULL,
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
CREATE UNIQUE INDEX `publications_by_public_id` ON `publications` (`kind`,`public_id`,`edition`);--> statement-breakpoint
CREATE UNIQUE INDEX `publications_by_report` ON `publications` (`report_id`,`kind`,`edition`);--> statement-breakpoint
CREATE INDEX `publications_by_county` ON `publications` (`kind`,`adcode`,`status`);--> statement-breakpoint
CREATE TABLE `site_builds` (
	`nr` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`begun_at` text NOT NULL,
	`name` text,
	`digest` text,
	`shared_at` text
);
--> statement-breakpoint
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
	`sealed_fields` text,
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
	`cell` text,
	`place_name` text,
	`sealed_point` text,
	`pond_id` text,
	`mine_id` text,
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
	`urgent` integer DEFAULT false NOT NULL,
	`alarm_since` text,
	`waiting_since` text,
	`supervised_by` text,
	`extended_until` text,
	`objections` integer NOT NULL,
	`transfers` integer DEFAULT 0 NOT NULL,
	`merged_into` text,
	`proposed_move` text,
	`reviews` integer DEFAULT 0 NOT NULL,
	`reviewed_from` text,
	`words_closed_at` text,
	`sealed_summary` text,
	`commission_of` text,
	`filed_on` text,
	`penalty_by` text,
	`decided_on` text,
	`service_by` text,
	`served_on` text,
	`demo` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_number_unique` ON `reports` (`number`);--> statement-breakpoint
CREATE INDEX `reports_by_county_due` ON `reports` (`adcode`,`status`,`due_by`);--> statement-breakpoint
CREATE INDEX `reports_by_county_received` ON `reports` (`adcode`,`received_at`);--> statement-breakpoint
CREATE INDEX `reports_by_due` ON `reports` (`status`,`due_by`);--> statement-breakpoint
CREATE INDEX `reports_by_received` ON `reports` (`received_at`);--> statement-breakpoint
CREATE INDEX `reports_of_county_in_order` ON `reports` (`adcode`,(due_by is null),`due_by`,received_at desc);--> statement-breakpoint
CREATE INDEX `reports_in_order` ON `reports` ((due_by is null),`due_by`,received_at desc);--> statement-breakpoint
CREATE INDEX `reports_of_county_by_due` ON `reports` (`adcode`,`due_by`,`received_at`);--> statement-breakpoint
CREATE INDEX `reports_all_by_due` ON `reports` (`due_by`,`received_at`);--> statement-breakpoint
CREATE INDEX `reports_open` ON `reports` (`due_by`,received_at desc,`adcode`,`status`,`route_code`,`category`,`handler_id`,`waiting_since`,`supervised_by`) WHERE due_by is not null;--> statement-breakpoint
CREATE INDEX `reports_open_by_county` ON `reports` (`adcode`,`due_by`,received_at desc,`status`,`route_code`,`category`,`handler_id`,`waiting_since`,`supervised_by`) WHERE due_by is not null;--> statement-breakpoint
CREATE INDEX `reports_by_cell` ON `reports` (`cell`,`category`,`received_at`) WHERE cell is not null;--> statement-breakpoint
CREATE INDEX `reports_by_unit` ON `reports` (`unit_id`,`received_at`);--> statement-breakpoint
CREATE INDEX `reports_of_unit_in_order` ON `reports` (`unit_id`,(due_by is null),`due_by`,received_at desc);--> statement-breakpoint
CREATE INDEX `reports_of_unit_by_due` ON `reports` (`unit_id`,`due_by`,`received_at`);--> statement-breakpoint
CREATE INDEX `reports_open_by_unit` ON `reports` (`unit_id`,`due_by`,received_at desc,`adcode`,`status`,`route_code`,`category`,`handler_id`,`waiting_since`,`supervised_by`) WHERE due_by is not null;--> statement-breakpoint
CREATE INDEX `reports_alarmed` ON `reports` (`alarm_since`) WHERE alarm_since is not null;--> statement-breakpoint
CREATE INDEX `reports_alarmed_by_county` ON `reports` (`adcode`,`alarm_since`) WHERE alarm_since is not null;--> statement-breakpoint
CREATE INDEX `reports_alarmed_by_unit` ON `reports` (`unit_id`,`alarm_since`) WHERE alarm_since is not null;--> statement-breakpoint
CREATE INDEX `reports_proposed` ON `reports` (`proposed_move`) WHERE proposed_move is not null;--> statement-breakpoint
CREATE INDEX `reports_proposed_by_county` ON `reports` (`adcode`,`proposed_move`) WHERE proposed_move is not null;--> statement-breakpoint
CREATE INDEX `reports_proposed_by_unit` ON `reports` (`unit_id`,`proposed_move`) WHERE proposed_move is not null;--> statement-breakpoint
CREATE INDEX `reports_bypassed` ON `reports` (`due_by`,`received_at`) WHERE avoid_county = true;--> statement-breakpoint
CREATE INDEX `reports_commissioned` ON `reports` (`commission_of`) WHERE commission_of is not null;--> statement-breakpoint
CREATE INDEX `reports_merged` ON `reports` (`merged_into`) WHERE merged_into is not null;--> statement-breakpoint
CREATE INDEX `reports_penalties` ON `reports` (`penalty_by`) WHERE penalty_by is not null;--> statement-breakpoint
CREATE TABLE `reward_claims` (
	`report_id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`sealed_contact` text NOT NULL,
	`state` text NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `tallies` (
	`adcode` integer NOT NULL,
	`unit` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`slot` integer DEFAULT 0 NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`adcode`, `unit`, `kind`, `value`, `slot`)
);
--> statement-breakpoint
CREATE TABLE `report_texts` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report_id` text NOT NULL,
	`area` text NOT NULL,
	`words` text NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_texts_report_id_unique` ON `report_texts` (`report_id`);--> statement-breakpoint
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
	`point_given` integer DEFAULT false NOT NULL,
	`words_given_at` text,
	`state` text NOT NULL,
	`closed_at` text,
	`finding` text,
	`sealed_position` text,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`worker_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tasks_by_report` ON `tasks` (`report_id`,`given_at`);--> statement-breakpoint
CREATE INDEX `tasks_by_worker` ON `tasks` (`worker_id`,`state`);