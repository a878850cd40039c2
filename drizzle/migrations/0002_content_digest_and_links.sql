CREATE TABLE `case_links` (
	`case_id` text NOT NULL,
	`other_case_id` text NOT NULL,
	`answer` text NOT NULL,
	PRIMARY KEY(`case_id`, `other_case_id`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`other_case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `case_links_back` ON `case_links` (`other_case_id`);--> statement-breakpoint
ALTER TABLE `documents` ADD `content_digest` text;--> statement-breakpoint
CREATE INDEX `documents_by_content` ON `documents` (`content_digest`);--> statement-breakpoint
CREATE INDEX `cases_by_form` ON `cases` (`form_document_id`);
--> statement-breakpoint
UPDATE `drafts` SET `form` = json_set(`form`, '$.alikeAnswers', json('[]'));
