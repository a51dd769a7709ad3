CREATE INDEX "photos_shots" ON "photos" USING btree ("owner_id",replace(coalesce(own_fields, file_fields) ->> 'takenLocal', 'T', ' ')) WHERE status = 'ready' and deleted_at is null;--> statement-breakpoint
-- Shots are looked for around by the worker, once: what was called a copy of the one before it, or was not found.
INSERT INTO "duplicate_work" ("owner_id", "photo_id", "search")
SELECT "owner_id", "id", true FROM "photos"
WHERE "status" = 'ready' AND coalesce("own_fields", "file_fields") ->> 'takenLocal' IS NOT NULL
  AND coalesce("own_fields", "file_fields") #>> '{camera,model}' IS NOT NULL;
