CREATE TABLE `review_pack_cases` (
	`pack_id` text NOT NULL,
	`case_id` text NOT NULL,
	`revision` integer NOT NULL,
	`taken_in_at` text,
	`taken_in_by` text,
	`decision_id` text,
	`statement` text,
	`signature` blob,
	PRIMARY KEY(`pack_id`, `case_id`),
	FOREIGN KEY (`pack_id`) REFERENCES `review_packs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`taken_in_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `review_pack_cases_by_case` ON `review_pack_cases` (`case_id`);--> statement-breakpoint
CREATE TABLE `review_packs` (
	`id` text PRIMARY KEY NOT NULL,
	`reviewer_person_id` text,
	`reviewer_name` text NOT NULL,
	`reviewer_role` text NOT NULL,
	`created_at` text NOT NULL,
	`created_by` text NOT NULL,
	`expires_at` text NOT NULL,
	`sha256` text NOT NULL,
	`byte_count` integer NOT NULL,
	`public_key` blob NOT NULL,
	`return_key` blob NOT NULL,
	`handed_over_at` text,
	`withdrawn_at` text,
	`withdrawn_by` text,
	`withdrawn_reason` text,
	FOREIGN KEY (`reviewer_person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`withdrawn_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
