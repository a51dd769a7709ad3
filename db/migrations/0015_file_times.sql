ALTER TABLE "photos" ADD COLUMN "file_modified_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "photos_owner_unfinished" ON "photos" USING btree ("owner_id","declared_sha256") WHERE status = 'uploading';--> statement-breakpoint
-- Photos of sources without a date get the time of their file, where it is believable (lib/photos/file-time.ts).
UPDATE "photos" SET "file_modified_at" = o."modified_at" FROM "source_objects" o
WHERE o."photo_id" = "photos"."id" AND o."key" = "photos"."source_key" AND o."source_id" = "photos"."source_id" AND "photos"."taken_local" IS NULL
  AND o."modified_at" >= '1980-01-03T00:00:00Z' AND o."modified_at" < "photos"."added_at" - interval '1 hour';--> statement-breakpoint
-- In place: the indexes on it stay. A photo without a date no longer counts as taken when it was added.
ALTER TABLE "photos" ALTER COLUMN "taken_sort" SET EXPRESSION AS (coalesce(taken_local, case when not ('takenAt' = any (edited)) then (file_modified_at at time zone 'UTC') end, '-infinity'::timestamp));--> statement-breakpoint
-- The counters saw nothing of that.
SELECT public.recount_photos();
