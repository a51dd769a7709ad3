CREATE TABLE "duplicate_groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"sort" text NOT NULL,
	"kind" text NOT NULL,
	"newest" timestamp with time zone NOT NULL,
	"size" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "duplicate_members" (
	"group_id" uuid NOT NULL,
	"photo_id" uuid NOT NULL,
	CONSTRAINT "duplicate_members_group_id_photo_id_pk" PRIMARY KEY("group_id","photo_id")
);
--> statement-breakpoint
CREATE TABLE "duplicate_pairs" (
	"owner_id" uuid NOT NULL,
	"a" uuid NOT NULL,
	"b" uuid NOT NULL,
	"distance" smallint NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "duplicate_pairs_a_b_pk" PRIMARY KEY("a","b"),
	CONSTRAINT "duplicate_pairs_order" CHECK ("duplicate_pairs"."a" < "duplicate_pairs"."b")
);
--> statement-breakpoint
CREATE TABLE "duplicate_work" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "duplicate_work_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"owner_id" uuid NOT NULL,
	"photo_id" uuid NOT NULL,
	"search" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "not_duplicates" (
	"owner_id" uuid NOT NULL,
	"a" char(64) NOT NULL,
	"b" char(64) NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "not_duplicates_owner_id_a_b_pk" PRIMARY KEY("owner_id","a","b"),
	CONSTRAINT "not_duplicates_order" CHECK ("not_duplicates"."a" <= "not_duplicates"."b")
);
--> statement-breakpoint
ALTER TABLE "duplicate_members" ADD CONSTRAINT "duplicate_members_group_id_duplicate_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."duplicate_groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "not_duplicates" ADD CONSTRAINT "not_duplicates_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "duplicate_groups_sort" ON "duplicate_groups" USING btree ("owner_id","sort","newest","id");--> statement-breakpoint
CREATE INDEX "duplicate_groups_kind" ON "duplicate_groups" USING btree ("owner_id","kind","newest","id");--> statement-breakpoint
CREATE INDEX "duplicate_members_photo" ON "duplicate_members" USING btree ("photo_id");--> statement-breakpoint
CREATE INDEX "duplicate_pairs_b" ON "duplicate_pairs" USING btree ("b");--> statement-breakpoint
CREATE INDEX "duplicate_work_owner" ON "duplicate_work" USING btree ("owner_id","id");--> statement-breakpoint
-- What is there already is looked at by the worker, once.
INSERT INTO "duplicate_work" ("owner_id", "photo_id", "search") SELECT "owner_id", "id", true FROM "photos" WHERE "status" = 'ready';
