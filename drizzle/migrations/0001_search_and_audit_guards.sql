CREATE VIRTUAL TABLE `case_search` USING fts5(`case_id` UNINDEXED, `reference`, `names`, `words`, tokenize = 'trigram remove_diacritics 1');
--> statement-breakpoint
CREATE TRIGGER `case_search_goes_with_its_case` AFTER DELETE ON `cases` BEGIN
	DELETE FROM `case_search` WHERE `case_id` = OLD.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `audit_entries_are_never_changed` BEFORE UPDATE ON `audit_entries` BEGIN
	SELECT RAISE(ABORT, 'audit entries are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_entries_are_never_removed` BEFORE DELETE ON `audit_entries` BEGIN
	SELECT RAISE(ABORT, 'audit entries are never removed');
END;
