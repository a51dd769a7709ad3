-- Tags that are paths (`Places/Norway/Bergen`): what they are counted as.

-- The tags of a photo and what is above them, each once whatever its case: a spelling that stands among the tags over one that follows from them.
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

-- The same, at no cost where no tag is a path. Null for null.
create or replace function public.tag_nodes(tags text[]) returns text[]
language sql stable parallel safe
as $$ select case when array_to_string(tags, '') like '%/%' then public.tag_branches(tags) else tags end $$;
