ALTER TABLE `uploads` ADD `previews` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `uploads` ADD `pages` integer;--> statement-breakpoint
-- One clean picture was all that a file had.
UPDATE `uploads` SET `previews` = `has_preview`;--> statement-breakpoint
ALTER TABLE `uploads` DROP COLUMN `has_preview`;