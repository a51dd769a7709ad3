-- `photo_groups`: photos that agree in all that the form asks for (month, place, camera, lens, type) as one row with their number: some ten
-- times fewer rows than photos. `photo_cells`: the same for the map alone, in cells of level 16 (some 600 m at the equator).

-- What the groups know of a photo's facts: all but rating, favourite and tags.
create or replace function public.photo_group_facts(facts photo_facts) returns photo_facts
language sql immutable parallel safe
as $$
  select row((facts).owner_id, (facts).audiences, (facts).taken_sort, (facts).town, (facts).region, (facts).country, (facts).country_code,
    (facts).camera, (facts).lens, (facts).media_type, null, null, null, (facts).latitude, (facts).longitude)::photo_facts
$$;

-- What a photo adds to the groups, `sign` times, for each audience.
create or replace function public.photo_group_rows(sign integer, facts photo_facts) returns setof photo_group_row
language sql stable parallel safe
as $$
  select (facts).owner_id, audience, date_trunc('month', (facts).taken_sort), (facts).town, (facts).region, (facts).country,
    (facts).country_code, (facts).camera, (facts).lens, (facts).media_type,
    case when (facts).latitude is not null then public.search_cell_x((facts).longitude, 16) end,
    case when (facts).longitude is not null then public.search_cell_y((facts).latitude, 16) end,
    sign, sign * round((facts).latitude * 1000000)::bigint, sign * round((facts).longitude * 1000000)::bigint
  from unnest((facts).audiences) audience
$$;

-- Appends what changed to both tables.
create or replace function public.add_photo_groups(changes photo_change[]) returns void
language plpgsql
as $$
declare
  rows photo_group_row[];
begin
  select array_agg(row(t.*)::photo_group_row) into rows
  from unnest(changes) change, public.photo_group_rows(change.sign, change.facts) t;
  insert into photo_groups
  select owner_id, audience,
    hashtextextended(concat_ws('|', month, coalesce(town, '-'), coalesce(region, '-'), coalesce(country, '-'), coalesce(country_code, '-'),
      coalesce(camera, '-'), coalesce(lens, '-'), media_type, x >> 6, y >> 6), 0),
    month, town, region, country, country_code, camera, lens, media_type, x >> 6, y >> 6, sum(n), sum(latitude_sum), sum(longitude_sum)
  from unnest(rows) group by owner_id, audience, month, town, region, country, country_code, camera, lens, media_type, x >> 6, y >> 6
  having sum(n) <> 0 or sum(latitude_sum) <> 0 or sum(longitude_sum) <> 0;
  insert into photo_cells
  select owner_id, audience, x, y, sum(n), sum(latitude_sum), sum(longitude_sum)
  from unnest(rows) where x is not null and y is not null group by owner_id, audience, x, y
  having sum(n) <> 0 or sum(latitude_sum) <> 0 or sum(longitude_sum) <> 0;
end
$$;

create or replace function public.fold_photo_groups(owners uuid[]) returns void
language sql
as $$
  with doubled as (
    select owner_id, audience, key from photo_groups where owner_id = any (owners) group by owner_id, audience, key having count(*) > 1
  ), found as (
    select g.ctid from photo_groups g join doubled using (owner_id, audience, key) for update of g skip locked
  ), removed as (
    delete from photo_groups g using found where g.ctid = found.ctid returning g.*
  )
  insert into photo_groups
  select owner_id, audience, key, month, town, region, country, country_code, camera, lens, media_type, cell_x, cell_y,
    sum(n), sum(latitude_sum), sum(longitude_sum)
  from removed
  group by owner_id, audience, key, month, town, region, country, country_code, camera, lens, media_type, cell_x, cell_y
  having sum(n) <> 0 or sum(latitude_sum) <> 0 or sum(longitude_sum) <> 0;
  with doubled as (
    select owner_id, audience, x, y from photo_cells where owner_id = any (owners) group by owner_id, audience, x, y having count(*) > 1
  ), found as (
    select c.ctid from photo_cells c join doubled using (owner_id, audience, x, y) for update of c skip locked
  ), removed as (
    delete from photo_cells c using found where c.ctid = found.ctid returning c.*
  )
  insert into photo_cells
  select owner_id, audience, x, y, sum(n), sum(latitude_sum), sum(longitude_sum) from removed
  group by owner_id, audience, x, y having sum(n) <> 0 or sum(latitude_sum) <> 0 or sum(longitude_sum) <> 0
$$;
