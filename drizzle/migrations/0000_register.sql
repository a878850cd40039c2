CREATE TABLE `agencies` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`full_member` integer NOT NULL,
	`retired` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `agencies_name` ON `agencies` (`name`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`slot_id` text,
	`added_at` text NOT NULL,
	`left_at` text
);
--> statement-breakpoint
CREATE TABLE `procedure_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`procedure_id` text NOT NULL,
	`version` integer NOT NULL,
	`definition` text NOT NULL,
	`adopted_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `procedure_versions_once` ON `procedure_versions` (`procedure_id`,`version`);--> statement-breakpoint
CREATE TABLE `reference_counters` (
	`prefix` text NOT NULL,
	`year` integer NOT NULL,
	`last` integer NOT NULL,
	PRIMARY KEY(`prefix`, `year`)
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `unsaved` (
	`person_id` text NOT NULL,
	`screen` text NOT NULL,
	`subject` text NOT NULL,
	`value` text NOT NULL,
	`kept_at` text NOT NULL,
	PRIMARY KEY(`person_id`, `screen`, `subject`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `decision_makers` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`body_id` text NOT NULL,
	`retired` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `directory_services` (
	`id` text PRIMARY KEY NOT NULL,
	`agency_id` text,
	`name` text NOT NULL,
	`contacts` text NOT NULL,
	`copy_to` text NOT NULL,
	`instruction` text NOT NULL,
	`retired` integer NOT NULL,
	FOREIGN KEY (`agency_id`) REFERENCES `agencies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `panel_members` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`agency_id` text NOT NULL,
	`retired` integer NOT NULL,
	FOREIGN KEY (`agency_id`) REFERENCES `agencies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `documents` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`byte_count` integer NOT NULL,
	`sha256` text NOT NULL,
	`content` blob NOT NULL,
	`model` text,
	`reading` text,
	`problem` text,
	`received_at` text NOT NULL,
	`received_by` text NOT NULL,
	FOREIGN KEY (`received_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `documents_by_digest` ON `documents` (`sha256`);--> statement-breakpoint
CREATE TABLE `drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`revision` integer NOT NULL,
	`form` text NOT NULL,
	`document_id` text,
	`saved_at` text NOT NULL,
	`saved_by` text NOT NULL,
	`discarded_at` text,
	FOREIGN KEY (`document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`saved_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `case_challenged_agencies` (
	`case_id` text NOT NULL,
	`agency_id` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`case_id`, `agency_id`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`agency_id`) REFERENCES `agencies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `case_challenged_by_agency` ON `case_challenged_agencies` (`agency_id`);--> statement-breakpoint
CREATE TABLE `case_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`stage_order` integer NOT NULL,
	`kind` text NOT NULL,
	`happened_on` text NOT NULL,
	`title` text NOT NULL,
	`words` text NOT NULL,
	`attendees` text NOT NULL,
	`agreements` text NOT NULL,
	`disagreements` text NOT NULL,
	`actions` text NOT NULL,
	`chair` text NOT NULL,
	`told` text NOT NULL,
	`alike_case_ids` text NOT NULL,
	`duty_id` text,
	`timescale_id` text,
	`document_id` text,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `case_entries_by_case` ON `case_entries` (`case_id`,`stage_order`,`happened_on`);--> statement-breakpoint
CREATE TABLE `case_people` (
	`case_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text,
	`name_key` text,
	`sound_key` text,
	`date_of_birth` text,
	`expected_date_of_birth` text,
	`nhs_number` text,
	`other_number` text,
	PRIMARY KEY(`case_id`, `position`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `case_people_by_birth` ON `case_people` (`date_of_birth`);--> statement-breakpoint
CREATE INDEX `case_people_by_nhs` ON `case_people` (`nhs_number`);--> statement-breakpoint
CREATE INDEX `case_people_by_name` ON `case_people` (`name_key`);--> statement-breakpoint
CREATE INDEX `case_people_by_sound` ON `case_people` (`sound_key`);--> statement-breakpoint
CREATE TABLE `case_referrers` (
	`case_id` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`role` text,
	`agency` text NOT NULL,
	`agency_id` text,
	`email` text,
	`phone` text,
	PRIMARY KEY(`case_id`, `position`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`agency_id`) REFERENCES `agencies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `case_referrers_by_agency` ON `case_referrers` (`agency_id`);--> statement-breakpoint
CREATE TABLE `case_stages` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`stage_order` integer NOT NULL,
	`state` text NOT NULL,
	`opened_at` text,
	`opened_on` text,
	`ended_on` text,
	`outcome` text,
	`words` text NOT NULL,
	`took_place` integer NOT NULL,
	`outcome_for_child` text,
	`outcome_for_child_words` text NOT NULL,
	`child_led_on` text,
	`child_led_reason` text,
	`agreed_on` text,
	`extended_on` text,
	`extension_reason` text,
	`past_ceiling_reason` text,
	`pauses` text NOT NULL,
	`confirmation_document_id` text,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`confirmation_document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `case_stages_once` ON `case_stages` (`case_id`,`stage_order`);--> statement-breakpoint
CREATE TABLE `case_themes` (
	`case_id` text NOT NULL,
	`theme_id` text NOT NULL,
	`is_primary` integer NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`case_id`, `theme_id`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `case_themes_by_theme` ON `case_themes` (`theme_id`);--> statement-breakpoint
CREATE TABLE `cases` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`revision` integer NOT NULL,
	`procedure_version_id` text NOT NULL,
	`record_kind` text NOT NULL,
	`status` text NOT NULL,
	`stage_order` integer NOT NULL,
	`next_step` text NOT NULL,
	`due_on` text,
	`due_at` text,
	`due_is_child_led` integer NOT NULL,
	`paused` integer NOT NULL,
	`date_of_notification` text NOT NULL,
	`received_on` text NOT NULL,
	`safeguarding_lead_aware` integer,
	`safeguarding_lead_name` text,
	`notification_sent_to` text NOT NULL,
	`summary` text NOT NULL,
	`evidence` text NOT NULL,
	`desired_outcome` text NOT NULL,
	`shared_concern` integer NOT NULL,
	`other_theme_words` text,
	`level_of_need` text,
	`child_status` text,
	`urgent_reason` text,
	`urgent_how` text,
	`danger_checked_on` text NOT NULL,
	`form_document_id` text,
	`owner_id` text,
	`logged_at` text NOT NULL,
	`logged_by` text NOT NULL,
	`closed_on` text,
	`closed_how` text,
	FOREIGN KEY (`procedure_version_id`) REFERENCES `procedure_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`form_document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`logged_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_reference` ON `cases` (`reference`);--> statement-breakpoint
CREATE INDEX `cases_by_due` ON `cases` (`status`,`due_at`);--> statement-breakpoint
CREATE INDEX `cases_by_received` ON `cases` (`received_on`);--> statement-breakpoint
CREATE INDEX `cases_by_next_step` ON `cases` (`next_step`);--> statement-breakpoint
CREATE TABLE `decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`version` integer NOT NULL,
	`stage_order` integer NOT NULL,
	`body_id` text NOT NULL,
	`decider_name` text NOT NULL,
	`panel` text NOT NULL,
	`decided_on` text NOT NULL,
	`outcome` text NOT NULL,
	`decision` text NOT NULL,
	`reasons` text NOT NULL,
	`required_actions` text NOT NULL,
	`outcome_for_child` text NOT NULL,
	`outcome_for_child_words` text NOT NULL,
	`wider_learning` text NOT NULL,
	`dissent` text NOT NULL,
	`referred_outward_to` text NOT NULL,
	`amendment_reason` text,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`recorded_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `decisions_version` ON `decisions` (`case_id`,`version`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`version` integer NOT NULL,
	`decision_version` integer NOT NULL,
	`file_name` text NOT NULL,
	`content` blob NOT NULL,
	`sha256` text NOT NULL,
	`completed_at` text NOT NULL,
	`completed_by` text NOT NULL,
	`sent_to` text,
	`sent_how` text,
	`sent_on` text,
	`sent_by` text,
	`received_on` text,
	`receipt_words` text,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`completed_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sent_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_version` ON `notices` (`case_id`,`version`);--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`person_id` text NOT NULL,
	`action` text NOT NULL,
	`kind` text NOT NULL,
	`entity` text NOT NULL,
	`detail` text NOT NULL,
	`mac` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_by_entity` ON `audit_entries` (`entity`);--> statement-breakpoint
CREATE INDEX `audit_by_person` ON `audit_entries` (`person_id`);