ALTER TABLE "hidden_contents" DROP CONSTRAINT "hidden_contents_source_id_sha256_pk";--> statement-breakpoint
ALTER TABLE "hidden_contents" ADD COLUMN "key" text collate "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "hidden_contents" ADD COLUMN "forgotten" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "hidden_contents" ADD COLUMN "likeness" jsonb;--> statement-breakpoint
ALTER TABLE "hidden_contents" ADD CONSTRAINT "hidden_contents_source_id_sha256_key_pk" PRIMARY KEY("source_id","sha256","key");--> statement-breakpoint
CREATE INDEX "photos_kept_taken" ON "photos" USING btree ("owner_id",left(replace(coalesce(own_fields, file_fields) ->> 'takenLocal', 'T', ' '), 19)) WHERE visibility = 'private' or deleted_at is not null;--> statement-breakpoint
CREATE INDEX "hidden_contents_key" ON "hidden_contents" USING btree ("source_id","key");--> statement-breakpoint
CREATE INDEX "hidden_contents_taken" ON "hidden_contents" USING btree ("source_id",left(replace(likeness -> 'fields' ->> 'takenLocal', 'T', ' '), 19));--> statement-breakpoint
-- What is hidden now is known by its keys from now on; of what it looked like nothing was kept.
INSERT INTO "hidden_contents" ("source_id", "sha256", "key")
SELECT "source_id", "sha256", "key" FROM "source_objects" WHERE "state" = 'hidden' AND "sha256" IS NOT NULL
ON CONFLICT DO NOTHING;
