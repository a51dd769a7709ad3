CREATE TABLE "past_contents" (
	"photo_id" uuid NOT NULL,
	"sha256" char(64) NOT NULL,
	CONSTRAINT "past_contents_photo_id_sha256_pk" PRIMARY KEY("photo_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "hidden_contents" (
	"source_id" uuid NOT NULL,
	"sha256" char(64) NOT NULL,
	CONSTRAINT "hidden_contents_source_id_sha256_pk" PRIMARY KEY("source_id","sha256")
);
--> statement-breakpoint
DROP INDEX "photos_source_key";--> statement-breakpoint
ALTER TABLE "source_objects" ADD COLUMN "former_photo_id" uuid;--> statement-breakpoint
ALTER TABLE "source_scans" ADD COLUMN "noted" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "source_scans" ADD COLUMN "notes" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "places" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "past_contents" ADD CONSTRAINT "past_contents_photo_id_photos_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."photos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hidden_contents" ADD CONSTRAINT "hidden_contents_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "past_contents_sha256" ON "past_contents" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "photos_source_present" ON "photos" USING btree ("source_id","source_key") WHERE source_id is not null and missing_at is null;--> statement-breakpoint
CREATE INDEX "source_objects_unread" ON "source_objects" USING btree ("source_id","key") WHERE state = 'pending' and sha256 is null;--> statement-breakpoint
CREATE INDEX "source_objects_lower" ON "source_objects" USING btree ("source_id",lower(left(key, 500) collate "pg_unicode_fast"));--> statement-breakpoint
-- Folders are counted from this index alone.
CREATE INDEX "photos_source_key" ON "photos" USING btree ("source_id","source_key") INCLUDE ("deleted_at") WHERE source_id is not null;--> statement-breakpoint
INSERT INTO "hidden_contents" ("source_id", "sha256")
SELECT DISTINCT "source_id", "sha256" FROM "source_objects" WHERE "state" = 'hidden' AND "sha256" IS NOT NULL;--> statement-breakpoint
-- What was found changed under a key and then was gone before it was read, must differ from any listing.
UPDATE "source_objects" o SET "etag" = '' FROM "photos" p
WHERE p."source_id" = o."source_id" AND p."source_key" = o."key" AND p."missing_at" IS NOT NULL
  AND o."missing_at" IS NOT NULL AND o."state" = 'done' AND o."etag" IS DISTINCT FROM p."etag";