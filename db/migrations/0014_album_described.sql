ALTER TABLE "albums" ADD COLUMN "described_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
UPDATE "albums" SET "described_at" = "created_at";
