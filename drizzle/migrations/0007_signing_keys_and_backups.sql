CREATE TABLE `backups` (
	`name` text PRIMARY KEY NOT NULL,
	`made_at` text NOT NULL,
	`bytes` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `earlier_masters` (
	`until_sequence` integer PRIMARY KEY NOT NULL,
	`master` text NOT NULL,
	`replaced_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `signing_keys` (
	`person_id` text NOT NULL,
	`public_key` text NOT NULL,
	`from_at` text NOT NULL,
	`until_at` text,
	PRIMARY KEY(`person_id`, `public_key`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `slot_files` (
	`id` integer PRIMARY KEY NOT NULL,
	`content` text NOT NULL
);
