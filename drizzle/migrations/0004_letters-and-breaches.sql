CREATE TABLE `letter_templates` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`version` integer NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`may_name_child` integer NOT NULL,
	`restored` integer NOT NULL,
	`kept_at` text NOT NULL,
	`kept_by` text NOT NULL,
	FOREIGN KEY (`kept_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `letter_templates_version` ON `letter_templates` (`kind`,`version`);--> statement-breakpoint
CREATE TABLE `letters` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`template_version` integer NOT NULL,
	`stage_order` integer NOT NULL,
	`addressee` text NOT NULL,
	`addressee_lines` text NOT NULL,
	`email` text NOT NULL,
	`copy_to` text NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`reply_by` text,
	`content` blob NOT NULL,
	`sha256` text NOT NULL,
	`calendar` blob,
	`calendar_sha256` text,
	`notice_id` text,
	`written_at` text NOT NULL,
	`written_by` text NOT NULL,
	`set_aside_at` text,
	`sent_to` text,
	`sent_how` text,
	`sent_on` text,
	`sent_by` text,
	`received_on` text,
	`receipt_words` text,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`notice_id`) REFERENCES `notices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`written_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sent_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `letters_number` ON `letters` (`case_id`,`number`);--> statement-breakpoint
CREATE TABLE `protected_copies` (
	`id` text PRIMARY KEY NOT NULL,
	`notice_id` text NOT NULL,
	`byte_count` integer NOT NULL,
	`sha256` text NOT NULL,
	`made_at` text NOT NULL,
	`made_by` text NOT NULL,
	FOREIGN KEY (`notice_id`) REFERENCES `notices`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`made_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `protected_copies_by_notice` ON `protected_copies` (`notice_id`);--> statement-breakpoint
CREATE TABLE `breaches` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`letter_id` text,
	`notice_id` text,
	`what_happened` text NOT NULL,
	`happened_on` text NOT NULL,
	`noticed_on` text NOT NULL,
	`disclosed_to` text NOT NULL,
	`contained` text NOT NULL,
	`lead_name` text NOT NULL,
	`lead_told_on` text,
	`child_risk` text NOT NULL,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	`closed_on` text,
	`closed_words` text NOT NULL,
	`closed_by` text,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`letter_id`) REFERENCES `letters`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`notice_id`) REFERENCES `notices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closed_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `breaches_by_case` ON `breaches` (`case_id`,`closed_on`);