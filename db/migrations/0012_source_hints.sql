CREATE TABLE "source_hints" (
	"source_id" uuid NOT NULL,
	"key" text collate "C" NOT NULL,
	"told" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "source_hints_source_id_key_pk" PRIMARY KEY("source_id","key")
);
--> statement-breakpoint
ALTER TABLE "source_hints" ADD CONSTRAINT "source_hints_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;