CREATE TABLE `case_retention` (
	`case_id` text PRIMARY KEY NOT NULL,
	`hold_reason` text,
	`held_at` text,
	`held_by` text,
	`kept_until` text,
	`kept_reason` text,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`held_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `erasures` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`reference` text NOT NULL,
	`erased_at` text NOT NULL,
	`erased_by` text NOT NULL,
	`reason` text NOT NULL,
	`rule` text NOT NULL,
	`people` integer NOT NULL,
	`documents` integer NOT NULL,
	`rows` text NOT NULL,
	FOREIGN KEY (`erased_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `cases` ADD `erased_at` text;--> statement-breakpoint
CREATE INDEX `cases_by_closure` ON `cases` (`closed_on`);--> statement-breakpoint
-- What is erased must not stay in the pages of the search index.
INSERT INTO `case_search`(`case_search`, `rank`) VALUES('secure-delete', 1);
