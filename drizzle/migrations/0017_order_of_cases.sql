DROP INDEX `cases_by_received`;--> statement-breakpoint
ALTER TABLE `cases` ADD `reference_number` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `child_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `raised_by_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `owner_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
UPDATE `cases` SET
	`reference_number` = CAST(substr(`reference`, instr(`reference`, '-') + 1, 4) AS INTEGER) * 1000000 + CAST(substr(`reference`, instr(`reference`, '-') + 6) AS INTEGER),
	`child_key` = coalesce(sort_key((SELECT `p`.`name` FROM `case_people` `p` WHERE `p`.`case_id` = `cases`.`id` ORDER BY `p`.`position` LIMIT 1)), ''),
	`raised_by_key` = coalesce(sort_key((SELECT coalesce(`a`.`name`, `r`.`agency`) FROM `case_referrers` `r` LEFT JOIN `agencies` `a` ON `a`.`id` = `r`.`agency_id` WHERE `r`.`case_id` = `cases`.`id` ORDER BY `r`.`position` LIMIT 1)), ''),
	`owner_key` = coalesce(sort_key((SELECT `o`.`name` FROM `people` `o` WHERE `o`.`id` = `cases`.`owner_id`)), char(1114109));--> statement-breakpoint
CREATE INDEX `cases_by_status` ON `cases` (`status`,`stage_order`,`record_kind`,`next_step`,`received_on`,`owner_id`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_due` ON `cases` ((CASE status WHEN 'open' THEN 2 * paused + (due_at IS NULL) WHEN 'decided' THEN 4 ELSE 5 END),`due_at`,reference_number DESC,`status`,`stage_order`,`received_on`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_due_latest` ON `cases` ((CASE status WHEN 'open' THEN 2 * paused + (due_at IS NULL) WHEN 'decided' THEN 4 ELSE 5 END),due_at DESC,reference_number DESC,`status`,`stage_order`,`received_on`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_reference` ON `cases` (reference_number DESC,`status`,`stage_order`,`received_on`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_child` ON `cases` (`child_key`,reference_number DESC,`status`,`stage_order`,`received_on`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_stage` ON `cases` (`stage_order`,reference_number DESC,`status`,`stage_order`,`received_on`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_raised_by` ON `cases` (`raised_by_key`,reference_number DESC,`status`,`stage_order`,`received_on`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_received` ON `cases` (`received_on`,reference_number DESC,`status`,`stage_order`,`received_on`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_status` ON `cases` ((CASE status WHEN 'open' THEN 0 WHEN 'decided' THEN 1 ELSE 2 END),`next_step`,reference_number DESC,`status`,`stage_order`,`received_on`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_owner` ON `cases` (`owner_key`,reference_number DESC,`status`,`stage_order`,`received_on`);