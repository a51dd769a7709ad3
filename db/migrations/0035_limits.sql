ALTER TABLE "settings" ADD COLUMN "max_upload_bytes" bigint;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "source_max_objects" bigint;--> statement-breakpoint
ALTER TABLE "settings" ADD COLUMN "source_max_objects_accounts" bigint;