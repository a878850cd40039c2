CREATE TABLE `case_facts` (
	`case_id` text PRIMARY KEY NOT NULL,
	`facts` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `cases` ADD `reopened` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
UPDATE `cases` SET `reopened` = (
	SELECT count(*) FROM `case_entries`
	WHERE `case_id` = `cases`.`id` AND `kind` = 'note' AND `title` LIKE 'Reopened at %'
);
