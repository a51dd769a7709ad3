DROP INDEX "photos_owner_place";--> statement-breakpoint
DROP INDEX "photos_public_place";--> statement-breakpoint
DROP INDEX "photos_owner_favourite";--> statement-breakpoint
DROP INDEX "photos_public_favourite";--> statement-breakpoint
DROP INDEX "photos_owner_bytes";--> statement-breakpoint
DROP INDEX "photos_public_bytes";--> statement-breakpoint
DROP INDEX "photos_owner_rating";--> statement-breakpoint
DROP INDEX "photos_public_rating";--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "archived" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "photos_owner_archived" ON "photos" USING btree ("owner_id","taken_sort" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE archived and deleted_at is null;--> statement-breakpoint
CREATE INDEX "photos_public_archived" ON "photos" USING btree ("taken_sort" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE archived and visibility = 'public' and status = 'ready' and deleted_at is null;--> statement-breakpoint
CREATE INDEX "photos_owner_place" ON "photos" USING btree ("owner_id","latitude","longitude") WHERE deleted_at is null and not archived and latitude is not null;--> statement-breakpoint
CREATE INDEX "photos_public_place" ON "photos" USING btree ("latitude","longitude") INCLUDE ("owner_id") WHERE visibility = 'public' and status = 'ready' and deleted_at is null and not archived and latitude is not null;--> statement-breakpoint
CREATE INDEX "photos_owner_favourite" ON "photos" USING btree ("owner_id","taken_sort" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE favourite and deleted_at is null and not archived;--> statement-breakpoint
CREATE INDEX "photos_public_favourite" ON "photos" USING btree ("taken_sort" DESC NULLS FIRST,"id" DESC NULLS FIRST) INCLUDE ("owner_id") WHERE favourite and visibility = 'public' and status = 'ready' and deleted_at is null and not archived;--> statement-breakpoint
CREATE INDEX "photos_owner_bytes" ON "photos" USING btree ("owner_id","bytes" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE deleted_at is null and not archived;--> statement-breakpoint
CREATE INDEX "photos_public_bytes" ON "photos" USING btree ("bytes" DESC NULLS FIRST,"id" DESC NULLS FIRST) INCLUDE ("owner_id") WHERE visibility = 'public' and status = 'ready' and deleted_at is null and not archived;--> statement-breakpoint
CREATE INDEX "photos_owner_rating" ON "photos" USING btree ("owner_id",(case when rating < 0 then -2 else coalesce(rating, -1) end) desc,"id" DESC NULLS FIRST) WHERE deleted_at is null and not archived;--> statement-breakpoint
CREATE INDEX "photos_public_rating" ON "photos" USING btree ((case when rating < 0 then -2 else coalesce(rating, -1) end) desc,"id" DESC NULLS FIRST) INCLUDE ("owner_id") WHERE visibility = 'public' and status = 'ready' and deleted_at is null and not archived;