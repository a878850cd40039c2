CREATE TABLE `decision_submissions` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`decision` text NOT NULL,
	`amendment_reason` text NOT NULL,
	`undone_duties_reason` text NOT NULL,
	`submitted_at` text NOT NULL,
	`submitted_by` text NOT NULL,
	`ended_at` text,
	`ended_how` text,
	`ended_by` text,
	`ended_words` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`submitted_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `decision_submissions_by_case` ON `decision_submissions` (`case_id`);--> statement-breakpoint
CREATE TABLE `decision_tellings` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`party` text NOT NULL,
	`who` text NOT NULL,
	`how` text NOT NULL,
	`told_on` text NOT NULL,
	`words` text NOT NULL,
	`recorded_at` text NOT NULL,
	`recorded_by` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`recorded_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `decision_tellings_by_case` ON `decision_tellings` (`case_id`);--> statement-breakpoint
CREATE TABLE `information_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`asked_of` text NOT NULL,
	`question` text NOT NULL,
	`due_on` text NOT NULL,
	`asked_at` text NOT NULL,
	`asked_by` text NOT NULL,
	`ended_on` text,
	`ended_how` text,
	`ended_words` text NOT NULL,
	`answer_document_id` text,
	`ended_at` text,
	`ended_by` text,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`asked_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answer_document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `information_requests_by_case` ON `information_requests` (`case_id`);--> statement-breakpoint
CREATE INDEX `information_requests_by_due` ON `information_requests` (`due_on`);--> statement-breakpoint
CREATE TABLE `private_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`person_id` text NOT NULL,
	`words` text NOT NULL,
	`written_at` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `private_notes_by_person` ON `private_notes` (`case_id`,`person_id`);--> statement-breakpoint
CREATE TABLE `required_actions` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`position` integer NOT NULL,
	`decision_id` text,
	`entry_id` text,
	`action` text NOT NULL,
	`owner` text NOT NULL,
	`due_on` text,
	`done_on` text,
	`done_words` text NOT NULL,
	`done_document_id` text,
	`done_by` text,
	`done_at` text,
	`dropped_at` text,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`decision_id`) REFERENCES `decisions`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`entry_id`) REFERENCES `case_entries`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`done_document_id`) REFERENCES `documents`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`done_by`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `required_actions_by_case` ON `required_actions` (`case_id`);--> statement-breakpoint
CREATE INDEX `required_actions_by_due` ON `required_actions` (`due_on`);--> statement-breakpoint
ALTER TABLE `decisions` ADD `policy_change` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `decisions` ADD `told` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `decisions` ADD `how` text DEFAULT 'recorded' NOT NULL;--> statement-breakpoint
ALTER TABLE `decisions` ADD `evidence_document_id` text REFERENCES documents(id);--> statement-breakpoint
ALTER TABLE `decisions` ADD `digest` text;--> statement-breakpoint
ALTER TABLE `decisions` ADD `signature` text;--> statement-breakpoint
ALTER TABLE `decisions` ADD `public_key` text;--> statement-breakpoint
ALTER TABLE `decisions` ADD `signed_at` text;--> statement-breakpoint
ALTER TABLE `decisions` ADD `signed_by` text REFERENCES people(id);--> statement-breakpoint
ALTER TABLE `decisions` ADD `signer_name` text;
--> statement-breakpoint
INSERT INTO `required_actions` (`id`, `case_id`, `position`, `decision_id`, `action`, `owner`, `due_on`, `done_words`)
SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
	d.`case_id`, each.`key`, d.`id`, json_extract(each.`value`, '$.action'), json_extract(each.`value`, '$.owner'), json_extract(each.`value`, '$.dueOn'), ''
FROM `decisions` d, json_each(d.`required_actions`) each
WHERE d.`version` = (SELECT max(latest.`version`) FROM `decisions` latest WHERE latest.`case_id` = d.`case_id`);
--> statement-breakpoint
INSERT INTO `required_actions` (`id`, `case_id`, `position`, `entry_id`, `action`, `owner`, `due_on`, `done_words`)
SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
	e.`case_id`, each.`key`, e.`id`, json_extract(each.`value`, '$.action'), json_extract(each.`value`, '$.owner'), json_extract(each.`value`, '$.dueOn'), ''
FROM `case_entries` e, json_each(e.`actions`) each;
--> statement-breakpoint
CREATE TRIGGER `decisions_are_never_changed` BEFORE UPDATE ON `decisions` BEGIN
	SELECT RAISE(ABORT, 'decisions are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `decisions_go_only_with_their_case` BEFORE DELETE ON `decisions` WHEN EXISTS (SELECT 1 FROM `cases` WHERE `id` = OLD.`case_id`) BEGIN
	SELECT RAISE(ABORT, 'decisions are never removed');
END;
