ALTER TABLE "photos" DROP CONSTRAINT "photos_rating";--> statement-breakpoint
DROP INDEX "photos_owner_rating";--> statement-breakpoint
DROP INDEX "photos_public_rating";--> statement-breakpoint
CREATE INDEX "photos_owner_rating" ON "photos" USING btree ("owner_id",(case when rating < 0 then -2 else coalesce(rating, -1) end) desc,"id" DESC NULLS FIRST) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "photos_public_rating" ON "photos" USING btree ((case when rating < 0 then -2 else coalesce(rating, -1) end) desc,"id" DESC NULLS FIRST) INCLUDE ("owner_id") WHERE visibility = 'public' and status = 'ready' and deleted_at is null;--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_rating" CHECK ("photos"."rating" between -1 and 5);--> statement-breakpoint
-- Tags may be paths: what they are found by and counted as. The functions stand in db/functions, too; here they make anew what is stored of tags with a
-- slash, and their counters. Other tags are stored as before.
create or replace function public.search_tag(value text) returns text
language sql immutable strict parallel safe
as $$
  select coalesce(nullif(btrim(regexp_replace(public.search_fold(value), '[[:space:]/]*/[[:space:]/]*', '/', 'g'), '/'), ''), public.search_fold(value))
$$;
--> statement-breakpoint
create or replace function public.search_tags(tags text[]) returns text[]
language sql immutable strict parallel safe
as $$
  select coalesce(array_agg(distinct part), '{}')
  from (select public.search_tag(tag) as folded from unnest(tags) tag) whole, lateral (
    select folded as part
    union all select array_to_string(parts[first:last], '/')
    from (select (string_to_array(folded, '/'))[1:8] as parts where folded like '%/%') path,
      generate_series(1, cardinality(parts)) first, generate_series(first, cardinality(parts)) last
  ) piece
$$;
--> statement-breakpoint
create or replace function public.tag_branches(tags text[]) returns text[]
language sql immutable parallel safe
as $$
  select coalesce(array_agg(node order by place, above, depth), '{}')
  from (
    select distinct on (lower(node)) node, place, above, depth
    from (
      select tag as node, place, false as above, 0 as depth from unnest(tags) with ordinality given(tag, place)
      union all
      select array_to_string(parts[1:depth], '/'), place, true, depth
      from unnest(tags) with ordinality given(tag, place),
        lateral (select array_remove(regexp_split_to_array(btrim(tag), '\s*/\s*'), '') as parts where tag like '%/%') path,
        generate_series(1, least(cardinality(parts) - 1, 8)) depth
    ) every
    order by lower(node), above, place, depth
  ) single
$$;
--> statement-breakpoint
create or replace function public.tag_nodes(tags text[]) returns text[]
language sql stable parallel safe
as $$ select case when array_to_string(tags, '') like '%/%' then public.tag_branches(tags) else tags end $$;
--> statement-breakpoint
create or replace function public.rating_value(rating smallint) returns text
language sql immutable parallel safe
as $$ select case when rating < 0 then 'rejected' else rating::text end $$;
--> statement-breakpoint
create or replace function public.photo_count_facets(facts photo_facts) returns text[]
language sql stable parallel safe
as $$
  select array['all', 'month', 'town', 'region', 'country', 'camera', 'lens', 'type', 'rating', 'favourite']
    || array_fill('tag'::text, array[coalesce(cardinality(public.tag_nodes((facts).tags)), 0)])
$$;
--> statement-breakpoint
create or replace function public.photo_count_values(facts photo_facts) returns text[]
language sql stable parallel safe
as $$
  select array['', to_char((facts).taken_sort, 'YYYY-MM'), (facts).town, (facts).region, coalesce((facts).country, (facts).country_code),
    (facts).camera, (facts).lens, substr((facts).media_type, 7), public.rating_value((facts).rating), (facts).favourite::text] || public.tag_nodes((facts).tags)
$$;
--> statement-breakpoint
do $$
begin
  if exists (select from photos where array_to_string(tags, '') like '%/%') then
    update photos set tags = tags where array_to_string(tags, '') like '%/%';
    perform public.recount_photos();
  end if;
end
$$;
