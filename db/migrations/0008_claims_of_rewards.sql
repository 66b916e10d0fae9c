CREATE TABLE `reward_claims` (
	`report_id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`sealed_contact` text NOT NULL,
	`state` text NOT NULL,
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
