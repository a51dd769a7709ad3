ALTER TABLE "source_scans" ADD COLUMN "gone_accepted" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
UPDATE "source_scans" SET "gone_accepted" = '[""]'::jsonb WHERE "gone_confirmed" AND "status" IN ('running', 'paused');--> statement-breakpoint
ALTER TABLE "source_scans" DROP COLUMN "gone_confirmed";
