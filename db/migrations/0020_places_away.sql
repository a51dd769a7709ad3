ALTER TABLE "source_scans" ADD COLUMN "asks_gone" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "source_scans" ADD COLUMN "gone_confirmed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "away_since" jsonb DEFAULT '{}'::jsonb NOT NULL;