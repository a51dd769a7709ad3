-- `photo_counts`: how many photos there are of each value, so that facets, months and totals of whole libraries need not be counted anew.

-- Stars as a filter names them.
create or replace function public.rating_value(rating smallint) returns text
language sql immutable parallel safe
as $$ select case when rating < 0 then 'rejected' else rating::text end $$;

-- What a photo counts as: facets and, in the same order, their values, of which some are null.
create or replace function public.photo_count_facets(facts photo_facts) returns text[]
language sql stable parallel safe
as $$
  select array['all', 'month', 'town', 'region', 'country', 'camera', 'lens', 'type', 'rating', 'favourite']
    || array_fill('tag'::text, array[coalesce(cardinality(public.tag_nodes((facts).tags)), 0)])
$$;

create or replace function public.photo_count_values(facts photo_facts) returns text[]
language sql stable parallel safe
as $$
  select array['', to_char((facts).taken_sort, 'YYYY-MM'), (facts).town, (facts).region, coalesce((facts).country, (facts).country_code),
    (facts).camera, (facts).lens, substr((facts).media_type, 7), public.rating_value((facts).rating), (facts).favourite::text] || public.tag_nodes((facts).tags)
$$;

-- Whose rows count a photo of these audiences: its owner's, and where the world may see it those of everybody together (the nil id) too.
create or replace function public.photo_count_scopes(owner uuid, audiences smallint[]) returns table (owner_id uuid, audience smallint)
language sql immutable parallel safe
as $$
  select owner, audience from unnest(audiences) audience
  union all select '00000000-0000-0000-0000-000000000000', 2::smallint where 2 = any (audiences)
$$;

-- Appends what changed. Values are added up before they are written out for each audience.
create or replace function public.add_photo_counts(changes photo_change[]) returns void
language sql
as $$
  with terms as (
    select (change.facts).owner_id as owner, (change.facts).audiences, unnest(public.photo_count_facets(change.facts)) as facet,
      unnest(public.photo_count_values(change.facts)) as value, change.sign
    from unnest(changes) change
  ), totals as materialized (
    select owner, audiences, facet, value, sum(sign)::integer as n from terms
    where value is not null group by owner, audiences, facet, value having sum(sign) <> 0
  )
  insert into photo_counts (owner_id, audience, facet, value, n)
  select scope.owner_id, scope.audience, t.facet, t.value, sum(t.n)
  from totals t, public.photo_count_scopes(t.owner, t.audiences) scope
  group by scope.owner_id, scope.audience, t.facet, t.value having sum(t.n) <> 0
$$;

-- Folds the differences of some owners into one row per value. Rows that somebody else is folding are left to him.
create or replace function public.fold_photo_counts(owners uuid[]) returns void
language sql
as $$
  with doubled as (
    select owner_id, facet, audience, value from photo_counts where owner_id = any (owners)
    group by owner_id, facet, audience, value having count(*) > 1
  ), found as (
    select c.ctid from photo_counts c join doubled using (owner_id, facet, audience, value) for update of c skip locked
  ), removed as (
    delete from photo_counts c using found where c.ctid = found.ctid returning c.owner_id, c.audience, c.facet, c.value, c.n
  )
  insert into photo_counts (owner_id, audience, facet, value, n)
  select owner_id, audience, facet, value, sum(n) from removed group by owner_id, audience, facet, value having sum(n) <> 0
$$;

-- What this replaces.
drop function if exists public.photo_count_rows(integer, photo_facts);
