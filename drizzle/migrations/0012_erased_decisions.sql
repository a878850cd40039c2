-- A decision is never changed while its case stands; of an erased case the words go.
DROP TRIGGER `decisions_are_never_changed`;
--> statement-breakpoint
CREATE TRIGGER `decisions_are_never_changed` BEFORE UPDATE ON `decisions`
WHEN (SELECT `erased_at` FROM `cases` WHERE `id` = OLD.`case_id`) IS NULL BEGIN
	SELECT RAISE(ABORT, 'decisions are never changed');
END;
