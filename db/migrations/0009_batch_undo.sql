CREATE TABLE "batch_undo_parts" (
	"undo_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"kind" text NOT NULL,
	"album_id" uuid,
	"rows" jsonb NOT NULL,
	CONSTRAINT "batch_undo_parts_undo_id_part_pk" PRIMARY KEY("undo_id","part")
);
--> statement-breakpoint
CREATE TABLE "batch_undos" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "batch_undo_parts" ADD CONSTRAINT "batch_undo_parts_undo_id_batch_undos_id_fk" FOREIGN KEY ("undo_id") REFERENCES "public"."batch_undos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_undos" ADD CONSTRAINT "batch_undos_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batch_undos_user" ON "batch_undos" USING btree ("user_id","created_at");