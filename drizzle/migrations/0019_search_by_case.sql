-- What FTS5 keeps of each row, in the order of the columns: `c0` is the case. Without an index each change of a case reads through the text of all.
CREATE INDEX `case_search_by_case` ON `case_search_content` (`c0`);
--> statement-breakpoint
DROP TRIGGER `case_search_goes_with_its_case`;
--> statement-breakpoint
CREATE TRIGGER `case_search_goes_with_its_case` AFTER DELETE ON `cases` BEGIN
	DELETE FROM `case_search` WHERE `rowid` IN (SELECT `id` FROM `case_search_content` WHERE `c0` = OLD.`id`);
END;
