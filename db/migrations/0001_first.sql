CREATE TABLE "photos" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"owner_id" uuid NOT NULL,
	"status" text NOT NULL,
	"failure" text,
	"damaged" boolean DEFAULT false NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"attempt_id" uuid,
	"visibility" text DEFAULT 'private' NOT NULL,
	"filename" text NOT NULL,
	"object_key" text NOT NULL,
	"etag" text,
	"bytes" bigint NOT NULL,
	"media_type" text NOT NULL,
	"declared_sha256" char(64),
	"sha256" char(64),
	"revision" integer DEFAULT 1 NOT NULL,
	"width" integer,
	"height" integer,
	"thumb_width" integer,
	"thumb_height" integer,
	"preview_width" integer,
	"preview_height" integer,
	"placeholder" text,
	"hash" bit(128),
	"title" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"favourite" boolean DEFAULT false NOT NULL,
	"rating" smallint,
	"taken_local" timestamp(3),
	"taken_offset" smallint,
	"taken_sort" timestamp(3) GENERATED ALWAYS AS (coalesce(taken_local, (added_at at time zone 'UTC'))) STORED NOT NULL,
	"camera_make" text,
	"camera_model" text,
	"lens" text,
	"iso" integer,
	"aperture" double precision,
	"exposure" double precision,
	"focal_length" double precision,
	"latitude" double precision,
	"longitude" double precision,
	"altitude" double precision,
	"town" text,
	"region" text,
	"country" text,
	"country_code" char(2),
	"exif" jsonb,
	"file_fields" jsonb,
	"edited" text[] DEFAULT '{}'::text[] NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"uploaded_at" timestamp with time zone,
	"processed_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "photos_rating" CHECK ("photos"."rating" between 0 and 5),
	CONSTRAINT "photos_ready_has_size" CHECK ("photos"."status" <> 'ready' or ("photos"."width" > 0 and "photos"."sha256" is not null))
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"window_ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"key" text PRIMARY KEY NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"body" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"user_agent" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email" text NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"role" text NOT NULL,
	"disabled_at" timestamp with time zone,
	"session_version" integer DEFAULT 1 NOT NULL,
	"quota_bytes" bigint,
	"show_location" boolean DEFAULT false NOT NULL,
	"allow_originals" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_username_unique" UNIQUE("username"),
	CONSTRAINT "users_username" CHECK ("users"."username" ~ '^[a-z0-9-]{3,30}$')
);
--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "photos_owner_taken" ON "photos" USING btree ("owner_id","taken_sort" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "photos_public_taken" ON "photos" USING btree ("taken_sort" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE visibility = 'public' and status = 'ready' and deleted_at is null;--> statement-breakpoint
CREATE INDEX "photos_owner_sha256" ON "photos" USING btree ("owner_id","sha256");--> statement-breakpoint
CREATE INDEX "photos_unfinished" ON "photos" USING btree ("added_at") WHERE status = 'uploading';--> statement-breakpoint
CREATE INDEX "photos_trash" ON "photos" USING btree ("owner_id","deleted_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");