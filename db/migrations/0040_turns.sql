ALTER TABLE "photos" ADD COLUMN "turn" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "drawn_turn" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_turn" CHECK ("photos"."turn" between 0 and 3 and "photos"."drawn_turn" between 0 and 3);