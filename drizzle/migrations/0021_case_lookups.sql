CREATE TABLE `case_counts` (
	`status` text NOT NULL,
	`stage_order` integer NOT NULL,
	`record_kind` text NOT NULL,
	`next_step` text NOT NULL,
	`total` integer NOT NULL,
	PRIMARY KEY(`status`, `stage_order`, `record_kind`, `next_step`)
);
--> statement-breakpoint
CREATE TABLE `case_pairs` (
	`case_id` text NOT NULL,
	`raised_by` text NOT NULL,
	`challenged` text NOT NULL,
	`theme_id` text NOT NULL,
	`received_on` text NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `case_pairs_by_case` ON `case_pairs` (`case_id`,`raised_by`,`challenged`,`theme_id`);--> statement-breakpoint
CREATE INDEX `case_pairs_alike` ON `case_pairs` (`raised_by`,`challenged`,`theme_id`,`received_on`,`case_id`);--> statement-breakpoint
DROP INDEX `case_people_by_birth`;--> statement-breakpoint
DROP INDEX `case_people_by_nhs`;--> statement-breakpoint
DROP INDEX `case_people_by_name`;--> statement-breakpoint
DROP INDEX `case_people_by_sound`;--> statement-breakpoint
CREATE INDEX `case_people_by_birth` ON `case_people` (`date_of_birth`,`name_key`,`nhs_number`,`case_id`);--> statement-breakpoint
CREATE INDEX `case_people_by_nhs` ON `case_people` (`nhs_number`,`name_key`,`date_of_birth`,`case_id`);--> statement-breakpoint
CREATE INDEX `case_people_by_name` ON `case_people` (`name_key`,`date_of_birth`,`nhs_number`,`case_id`);--> statement-breakpoint
CREATE INDEX `case_people_by_sound` ON `case_people` (`sound_key`,`name_key`,`date_of_birth`,`nhs_number`,`case_id`);--> statement-breakpoint
INSERT INTO `case_counts` SELECT `status`, `stage_order`, `record_kind`, `next_step`, count(*) FROM `cases` GROUP BY 1, 2, 3, 4;--> statement-breakpoint
CREATE TRIGGER `case_is_counted` AFTER INSERT ON `cases` BEGIN
	INSERT INTO `case_counts` VALUES (NEW.`status`, NEW.`stage_order`, NEW.`record_kind`, NEW.`next_step`, 1)
		ON CONFLICT (`status`, `stage_order`, `record_kind`, `next_step`) DO UPDATE SET `total` = `total` + 1;
END;--> statement-breakpoint
CREATE TRIGGER `case_is_counted_no_longer` AFTER DELETE ON `cases` BEGIN
	UPDATE `case_counts` SET `total` = `total` - 1
		WHERE `status` = OLD.`status` AND `stage_order` = OLD.`stage_order` AND `record_kind` = OLD.`record_kind` AND `next_step` = OLD.`next_step`;
END;--> statement-breakpoint
CREATE TRIGGER `case_is_counted_elsewhere` AFTER UPDATE OF `status`, `stage_order`, `record_kind`, `next_step` ON `cases` BEGIN
	UPDATE `case_counts` SET `total` = `total` - 1
		WHERE `status` = OLD.`status` AND `stage_order` = OLD.`stage_order` AND `record_kind` = OLD.`record_kind` AND `next_step` = OLD.`next_step`;
	INSERT INTO `case_counts` VALUES (NEW.`status`, NEW.`stage_order`, NEW.`record_kind`, NEW.`next_step`, 1)
		ON CONFLICT (`status`, `stage_order`, `record_kind`, `next_step`) DO UPDATE SET `total` = `total` + 1;
END;--> statement-breakpoint
INSERT INTO `case_pairs` SELECT DISTINCT `c`.`id`, `r`.`agency_id`, `x`.`agency_id`, `t`.`theme_id`, `c`.`received_on`
	FROM `cases` `c`
	JOIN `case_referrers` `r` ON `r`.`case_id` = `c`.`id` AND `r`.`agency_id` IS NOT NULL
	JOIN `case_challenged_agencies` `x` ON `x`.`case_id` = `c`.`id`
	JOIN `case_themes` `t` ON `t`.`case_id` = `c`.`id` AND `t`.`is_primary` = 1;
