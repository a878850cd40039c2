CREATE TABLE `report_files` (
	`report_id` text NOT NULL,
	`format` text NOT NULL,
	`content` blob NOT NULL,
	`sha256` text NOT NULL,
	`made_at` text NOT NULL,
	PRIMARY KEY(`report_id`, `format`),
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `reports` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer NOT NULL,
	`kind` text NOT NULL,
	`first_on` text NOT NULL,
	`last_on` text NOT NULL,
	`texts` text NOT NULL,
	`started_at` text NOT NULL,
	`saved_at` text NOT NULL,
	`saved_by` text NOT NULL,
	`frozen` text,
	`frozen_at` text,
	`frozen_by` text,
	`replaces_id` text,
	`withdrawn_at` text,
	`withdrawn_by` text,
	`withdrawn_because` text,
	FOREIGN KEY (`saved_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`frozen_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`withdrawn_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
