CREATE TABLE "source_objects" (
	"source_id" uuid NOT NULL,
	"key" text collate "C" NOT NULL,
	"etag" text NOT NULL,
	"bytes" bigint NOT NULL,
	"modified_at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"failure" text,
	"again" boolean DEFAULT false NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"lane" smallint,
	"photo_id" uuid,
	"scan_id" uuid,
	"absent_scan" uuid,
	"missing_at" timestamp with time zone,
	"sha256" char(64),
	"sidecar" jsonb,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "source_objects_source_id_key_pk" PRIMARY KEY("source_id","key")
);
--> statement-breakpoint
CREATE TABLE "source_scans" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"source_id" uuid NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"resume_at" timestamp with time zone,
	"troubles" smallint DEFAULT 0 NOT NULL,
	"cursor" text collate "C",
	"listed_all" boolean DEFAULT false NOT NULL,
	"listed" bigint DEFAULT 0 NOT NULL,
	"added" bigint DEFAULT 0 NOT NULL,
	"changed" bigint DEFAULT 0 NOT NULL,
	"moved" bigint DEFAULT 0 NOT NULL,
	"missing" bigint DEFAULT 0 NOT NULL,
	"ready" bigint DEFAULT 0 NOT NULL,
	"failed" bigint DEFAULT 0 NOT NULL,
	"skipped" bigint DEFAULT 0 NOT NULL,
	"bytes_found" bigint DEFAULT 0 NOT NULL,
	"bytes_read" bigint DEFAULT 0 NOT NULL,
	"requests" bigint DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"endpoint" text,
	"public_endpoint" text,
	"region" text,
	"bucket" text,
	"prefix" text DEFAULT '' NOT NULL,
	"path_style" boolean DEFAULT true NOT NULL,
	"credentials" text,
	"path" text,
	"root_id" text,
	"visibility" text DEFAULT 'private' NOT NULL,
	"concurrency" integer DEFAULT 4 NOT NULL,
	"bytes_per_second" bigint,
	"rescan_minutes" integer DEFAULT 1440,
	"forget_after_days" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "source_id" uuid;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "source_key" text collate "C";--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "missing_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "copy_of" uuid;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "own_fields" jsonb;--> statement-breakpoint
ALTER TABLE "source_objects" ADD CONSTRAINT "source_objects_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_scans" ADD CONSTRAINT "source_scans_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "source_objects_pending" ON "source_objects" USING btree ("source_id","key") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "source_objects_absent" ON "source_objects" USING btree ("source_id","key") WHERE absent_scan is not null;--> statement-breakpoint
CREATE INDEX "source_objects_failed" ON "source_objects" USING btree ("source_id","key") WHERE state = 'failed';--> statement-breakpoint
CREATE INDEX "source_objects_unshown" ON "source_objects" USING btree ("source_id","kind","key") WHERE kind not in ('photo', 'sidecar');--> statement-breakpoint
CREATE INDEX "source_objects_photo" ON "source_objects" USING btree ("photo_id") WHERE photo_id is not null;--> statement-breakpoint
CREATE INDEX "source_objects_hidden" ON "source_objects" USING btree ("source_id","sha256") WHERE sha256 is not null;--> statement-breakpoint
CREATE INDEX "source_scans_source" ON "source_scans" USING btree ("source_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "source_scans_open" ON "source_scans" USING btree ("source_id") WHERE status in ('running', 'paused');--> statement-breakpoint
CREATE INDEX "sources_owner" ON "sources" USING btree ("owner_id","id");--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_copy_of_photos_id_fk" FOREIGN KEY ("copy_of") REFERENCES "public"."photos"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "photos_source_key" ON "photos" USING btree ("source_id","source_key") WHERE source_id is not null;--> statement-breakpoint
CREATE INDEX "photos_copy_of" ON "photos" USING btree ("copy_of") WHERE copy_of is not null;--> statement-breakpoint
CREATE INDEX "photos_missing" ON "photos" USING btree ("source_id","missing_at") WHERE missing_at is not null;--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_source" CHECK (("photos"."source_id" is null) = ("photos"."source_key" is null));