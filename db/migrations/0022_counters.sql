-- The tables of the counters have stood since search_counts, search_indexes and search_groups; from here on the Drizzle schema knows them, and
-- functions and triggers come from db/functions. `audiences`: 0 own private, 1 own public, 2 what the world may see.
create type photo_facts as (
  owner_id uuid, audiences smallint[], taken_sort timestamp, town text, region text, country text, country_code text, camera text, lens text,
  media_type text, rating smallint, favourite boolean, tags text[], latitude double precision, longitude double precision);
--> statement-breakpoint
create type photo_change as (sign integer, facts photo_facts);
--> statement-breakpoint
create table photo_counts_unfolded (owner_id uuid not null);
--> statement-breakpoint
create table applied_functions (
  file text primary key,
  sha256 char(64) not null,
  applied_at timestamp with time zone default now() not null
);
--> statement-breakpoint
insert into photo_counts_unfolded (owner_id) select id from users;
