DROP INDEX `cases_by_due`;--> statement-breakpoint
CREATE INDEX `cases_by_due` ON `cases` (`status`,`paused`,`due_at`,`due_on`);