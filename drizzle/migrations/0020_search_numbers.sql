DROP INDEX `case_challenged_by_agency`;--> statement-breakpoint
CREATE INDEX `case_challenged_by_agency` ON `case_challenged_agencies` (`agency_id`,`case_id`);--> statement-breakpoint
DROP INDEX `case_referrers_by_agency`;--> statement-breakpoint
CREATE INDEX `case_referrers_by_agency` ON `case_referrers` (`agency_id`,`case_id`);--> statement-breakpoint
DROP INDEX `case_themes_by_theme`;--> statement-breakpoint
CREATE INDEX `case_themes_by_theme` ON `case_themes` (`theme_id`,`case_id`);--> statement-breakpoint
DROP INDEX `cases_in_order_of_due`;--> statement-breakpoint
DROP INDEX `cases_in_order_of_due_latest`;--> statement-breakpoint
DROP INDEX `cases_in_order_of_reference`;--> statement-breakpoint
DROP INDEX `cases_in_order_of_child`;--> statement-breakpoint
DROP INDEX `cases_in_order_of_stage`;--> statement-breakpoint
DROP INDEX `cases_in_order_of_raised_by`;--> statement-breakpoint
DROP INDEX `cases_in_order_of_received`;--> statement-breakpoint
DROP INDEX `cases_in_order_of_status`;--> statement-breakpoint
DROP INDEX `cases_in_order_of_owner`;--> statement-breakpoint
ALTER TABLE `cases` ADD `coded` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `cases` ADD `search_number` integer;--> statement-breakpoint
UPDATE `cases` SET
	`coded` = EXISTS (SELECT 1 FROM `case_themes` `t` WHERE `t`.`case_id` = `cases`.`id`),
	`search_number` = (SELECT `s`.`id` FROM `case_search_content` `s` WHERE `s`.`c0` = `cases`.`id`);--> statement-breakpoint
DROP INDEX `case_search_by_case`;--> statement-breakpoint
DROP TRIGGER `case_search_goes_with_its_case`;--> statement-breakpoint
CREATE TRIGGER `case_search_goes_with_its_case` AFTER DELETE ON `cases` BEGIN
	DELETE FROM `case_search` WHERE `rowid` = OLD.`search_number`;
END;--> statement-breakpoint
CREATE INDEX `cases_not_coded` ON `cases` (`received_on`) WHERE "cases"."coded" = 0;--> statement-breakpoint
CREATE UNIQUE INDEX `cases_by_search_number` ON `cases` (`search_number`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_due` ON `cases` ((CASE status WHEN 'open' THEN 2 * paused + (due_at IS NULL) WHEN 'decided' THEN 4 ELSE 5 END),`due_at`,reference_number DESC,`status`,`stage_order`,`received_on`,`search_number`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_due_latest` ON `cases` ((CASE status WHEN 'open' THEN 2 * paused + (due_at IS NULL) WHEN 'decided' THEN 4 ELSE 5 END),due_at DESC,reference_number DESC,`status`,`stage_order`,`received_on`,`search_number`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_reference` ON `cases` (reference_number DESC,`status`,`stage_order`,`received_on`,`search_number`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_child` ON `cases` (`child_key`,reference_number DESC,`status`,`stage_order`,`received_on`,`search_number`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_stage` ON `cases` (`stage_order`,reference_number DESC,`status`,`stage_order`,`received_on`,`search_number`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_raised_by` ON `cases` (`raised_by_key`,reference_number DESC,`status`,`stage_order`,`received_on`,`search_number`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_received` ON `cases` (`received_on`,reference_number DESC,`status`,`stage_order`,`received_on`,`search_number`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_status` ON `cases` ((CASE status WHEN 'open' THEN 0 WHEN 'decided' THEN 1 ELSE 2 END),`next_step`,reference_number DESC,`status`,`stage_order`,`received_on`,`search_number`);--> statement-breakpoint
CREATE INDEX `cases_in_order_of_owner` ON `cases` (`owner_key`,reference_number DESC,`status`,`stage_order`,`received_on`,`search_number`);--> statement-breakpoint
DROP INDEX `required_actions_by_due`;--> statement-breakpoint
CREATE INDEX `required_actions_by_due` ON `required_actions` (`due_on`,`id`,`case_id`) WHERE "required_actions"."done_on" IS NULL AND "required_actions"."dropped_at" IS NULL;