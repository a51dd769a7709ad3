-- Folders are counted from this index alone.
DROP INDEX "photos_source_key";
--> statement-breakpoint
CREATE UNIQUE INDEX "photos_source_key" ON "photos" USING btree ("source_id","source_key") INCLUDE ("deleted_at") WHERE source_id is not null;
