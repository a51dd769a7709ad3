-- Tags as they are compared, kept beside the row: a filter that walks many rows must not fold them each time.
alter table photos add column tags_folded text[] generated always as (public.search_tags(tags)) stored;
--> statement-breakpoint
drop index photos_tags;
--> statement-breakpoint
drop index photos_search;
--> statement-breakpoint
-- One's own and everybody's public photos apart, as everywhere: no bitmap of a whole library is needed to tell them.
create index photos_owner_tags on photos using gin (owner_id, tags_folded) where deleted_at is null;
--> statement-breakpoint
create index photos_public_tags on photos using gin (tags_folded) where visibility = 'public' and status = 'ready' and deleted_at is null;
--> statement-breakpoint
create index photos_owner_search on photos using gin (owner_id, search) where deleted_at is null;
--> statement-breakpoint
create index photos_public_search on photos using gin (search) where visibility = 'public' and status = 'ready' and deleted_at is null;
