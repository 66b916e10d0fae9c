ALTER TABLE `session` ADD `via_provider` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `factor_proven` integer DEFAULT false NOT NULL;