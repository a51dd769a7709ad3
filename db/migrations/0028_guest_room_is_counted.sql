ALTER TABLE "share_links" DROP COLUMN "guest_files";--> statement-breakpoint
ALTER TABLE "share_links" DROP COLUMN "guest_bytes";