ALTER TABLE "invitations" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "audit_log_actor_name" ON "audit_log" USING btree ("actor_name");--> statement-breakpoint
CREATE INDEX "audit_log_subject_name" ON "audit_log" USING btree ("subject_name");--> statement-breakpoint
UPDATE "invitations" SET "ended_at" = now() FROM "users"
WHERE "users"."id" = "invitations"."created_by" AND "invitations"."used_at" IS NULL AND ("users"."role" <> 'admin' OR "users"."disabled_at" IS NOT NULL);
