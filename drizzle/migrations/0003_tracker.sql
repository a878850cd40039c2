CREATE TABLE `tracker_cases` (
	`case_id` text PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`row` integer NOT NULL,
	`old_reference` text,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`import_id`) REFERENCES `tracker_imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tracker_cases_by_import` ON `tracker_cases` (`import_id`);--> statement-breakpoint
CREATE TABLE `tracker_headings` (
	`heading` text PRIMARY KEY NOT NULL,
	`field` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tracker_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`case_count` integer NOT NULL,
	`imported_at` text NOT NULL,
	`imported_by` text NOT NULL,
	`undone_at` text,
	FOREIGN KEY (`imported_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `tracker_words` (
	`kind` text NOT NULL,
	`word` text NOT NULL,
	`answer` text NOT NULL,
	PRIMARY KEY(`kind`, `word`)
);
