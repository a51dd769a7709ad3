-- Who looks for a hash reads the primary key alone: it holds the hash too.
CREATE TABLE "photo_bands" (
	"key" integer NOT NULL,
	"photo_id" uuid NOT NULL,
	"hash" bit(128) NOT NULL,
	CONSTRAINT "photo_bands_key_photo_id_pk" PRIMARY KEY("key","photo_id") INCLUDE ("hash")
);
--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "detail" bit(512);--> statement-breakpoint
CREATE INDEX "photos_undescribed" ON "photos" USING btree ("id") WHERE status = 'ready' and detail is null;