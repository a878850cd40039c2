CREATE INDEX `case_entries_by_document` ON `case_entries` (`document_id`) WHERE "case_entries"."document_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `case_stages_by_document` ON `case_stages` (`confirmation_document_id`) WHERE "case_stages"."confirmation_document_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `decisions_by_document` ON `decisions` (`evidence_document_id`) WHERE "decisions"."evidence_document_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `information_requests_by_document` ON `information_requests` (`answer_document_id`) WHERE "information_requests"."answer_document_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `required_actions_by_document` ON `required_actions` (`done_document_id`) WHERE "required_actions"."done_document_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `documents_by_receipt` ON `documents` (`received_at`,`id`);