-- Photos that agree in all that the form asks for (month, place, camera, lens, type) as one row with their number: some ten times
-- fewer rows than photos, over which any such filter is counted. Kept as the counters are: differences are appended and folded.
create table photo_groups (
  owner_id uuid not null,
  -- 0 own private, 1 own public (whatever their status), 2 what the world may see.
  audience smallint not null,
  -- Hash of all that follows; folding compares the columns themselves.
  key bigint not null,
  month timestamp not null,
  town text,
  region text,
  country text,
  country_code text,
  camera text,
  lens text,
  media_type text not null,
  -- The map's cell at level 10: 1024 columns around the world, Web Mercator.
  cell_x integer,
  cell_y integer,
  n bigint not null,
  -- Millionths of a degree.
  latitude_sum bigint,
  longitude_sum bigint
);
--> statement-breakpoint
create index photo_groups_owner on photo_groups (owner_id, audience, key);
--> statement-breakpoint
create index photo_groups_world on photo_groups (owner_id) where audience = 2;
--> statement-breakpoint
-- The same for the map alone, in cells of level 16 (some 600 m at the equator).
create table photo_cells (
  owner_id uuid not null,
  audience smallint not null,
  x integer not null,
  y integer not null,
  n bigint not null,
  latitude_sum bigint not null,
  longitude_sum bigint not null
);
--> statement-breakpoint
create index photo_cells_owner on photo_cells (owner_id, audience, x, y);
--> statement-breakpoint
create function public.search_cell_x(longitude double precision, level integer) returns integer
language sql immutable strict parallel safe
as $$ select least((1::bigint << level) - 1, greatest(0, floor((longitude + 180) / 360 * (1::bigint << level))))::integer $$;
--> statement-breakpoint
create function public.search_cell_y(latitude double precision, level integer) returns integer
language sql immutable strict parallel safe
as $$
  select least((1::bigint << level) - 1, greatest(0, floor(
    (0.5 - ln(tan(pi() / 4 + radians(greatest(-85.06, least(85.06, latitude))) / 2)) / (2 * pi())) * (1::bigint << level))))::integer
$$;
--> statement-breakpoint
-- What a photo adds to the groups, `sign` times: once for its owner, once more where the world may see it.
create function public.photo_group_rows(
  sign integer, owner uuid, visibility text, status text, deleted_at timestamptz, taken timestamp, town text, region text,
  country text, country_code text, camera text, lens text, media_type text, latitude double precision, longitude double precision)
returns table (owner_id uuid, audience smallint, month timestamp, town text, region text, country text, country_code text, camera text,
  lens text, media_type text, x integer, y integer, n integer, latitude_sum bigint, longitude_sum bigint)
language sql stable parallel safe
as $$
  select owner, scope.audience::smallint, date_trunc('month', taken), town, region, country, country_code, camera, lens, media_type,
    case when latitude is not null then public.search_cell_x(longitude, 16) end,
    case when longitude is not null then public.search_cell_y(latitude, 16) end,
    sign, sign * round(latitude * 1000000)::bigint, sign * round(longitude * 1000000)::bigint
  from (values (case visibility when 'public' then 1 else 0 end, true), (2, visibility = 'public' and status = 'ready')) scope(audience, holds)
  where scope.holds and deleted_at is null and status <> 'uploading'
$$;
--> statement-breakpoint
create function public.fold_photo_groups(owners uuid[]) returns void
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
--> statement-breakpoint
create type photo_group_row as (owner_id uuid, audience smallint, month timestamp, town text, region text, country text, country_code text,
  camera text, lens text, media_type text, x integer, y integer, n integer, latitude_sum bigint, longitude_sum bigint);
--> statement-breakpoint
-- Appends differences to both tables.
create function public.add_photo_groups(rows photo_group_row[]) returns void
language sql
as $$
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
  having sum(n) <> 0 or sum(latitude_sum) <> 0 or sum(longitude_sum) <> 0
$$;
--> statement-breakpoint
create function public.group_photos() returns trigger
language plpgsql
as $$
declare
  rows photo_group_row[];
  owners uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(row(t.*)::photo_group_row) into rows from added p, public.photo_group_rows(1, p.owner_id, p.visibility, p.status, p.deleted_at, p.taken_sort, p.town, p.region,
      p.country, p.country_code, public.search_camera_name(p.camera_make, p.camera_model), p.lens, p.media_type,
      p.latitude, p.longitude) t;
  elsif tg_op = 'DELETE' then
    select array_agg(row(t.*)::photo_group_row) into rows from removed p, public.photo_group_rows(-1, p.owner_id, p.visibility, p.status, p.deleted_at, p.taken_sort, p.town, p.region,
      p.country, p.country_code, public.search_camera_name(p.camera_make, p.camera_model), p.lens, p.media_type,
      p.latitude, p.longitude) t;
  else
    select array_agg(row(t.*)::photo_group_row) into rows
    from added a join removed r using (id), lateral (
      select * from public.photo_group_rows(1, a.owner_id, a.visibility, a.status, a.deleted_at, a.taken_sort, a.town, a.region,
      a.country, a.country_code, public.search_camera_name(a.camera_make, a.camera_model), a.lens, a.media_type,
      a.latitude, a.longitude)
      union all select * from public.photo_group_rows(-1, r.owner_id, r.visibility, r.status, r.deleted_at, r.taken_sort, r.town, r.region,
      r.country, r.country_code, public.search_camera_name(r.camera_make, r.camera_model), r.lens, r.media_type,
      r.latitude, r.longitude)) t
    where row(a.owner_id, a.visibility, a.status, a.deleted_at is null, a.taken_sort, a.town, a.region, a.country, a.country_code,
        a.camera_make, a.camera_model, a.lens, a.media_type, a.latitude, a.longitude)
      is distinct from row(r.owner_id, r.visibility, r.status, r.deleted_at is null, r.taken_sort, r.town, r.region, r.country, r.country_code,
        r.camera_make, r.camera_model, r.lens, r.media_type, r.latitude, r.longitude);
  end if;
  if rows is not null then
    perform public.add_photo_groups(rows);
    if random() < 0.02 then
      select array_agg(distinct owner_id) into owners from unnest(rows);
      perform public.fold_photo_groups(owners);
    end if;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger photos_group_added after insert on photos referencing new table as added
for each statement execute function public.group_photos();
--> statement-breakpoint
create trigger photos_group_removed after delete on photos referencing old table as removed
for each statement execute function public.group_photos();
--> statement-breakpoint
create trigger photos_group_changed after update on photos referencing old table as removed new table as added
for each statement execute function public.group_photos();
--> statement-breakpoint
-- Counts everything anew: after a repair, a restore without triggers, or a bulk load that switched them off.
create function public.recount_photos() returns void
language plpgsql
as $$
declare
  owner uuid;
begin
  lock table photos in share mode;
  delete from photo_counts;
  delete from photo_groups;
  delete from photo_cells;
  insert into photo_names (facet, name, folded)
  select distinct n.facet, n.name, n.folded
  from (select distinct town, region, country, country_code, public.search_camera_name(camera_make, camera_model) as camera, lens from photos) a,
    public.photo_name_rows(a.town, a.region, a.country, a.country_code, a.camera, a.lens) n
  on conflict do nothing;
  insert into photo_counts (owner_id, audience, facet, value, n)
  select t.owner_id, t.audience, t.facet, t.value, sum(t.n) from photos p, public.photo_count_terms(1, p.owner_id, p.visibility, p.status, p.deleted_at, p.taken_sort, p.town, p.region,
        coalesce(p.country, p.country_code), public.search_camera_name(p.camera_make, p.camera_model), p.lens, p.media_type,
        p.rating, p.favourite, p.tags) t
  group by t.owner_id, t.audience, t.facet, t.value;
  for owner in select id from users loop
    perform public.add_photo_groups(array_agg(row(t.*)::photo_group_row))
    from photos p, public.photo_group_rows(1, p.owner_id, p.visibility, p.status, p.deleted_at, p.taken_sort, p.town, p.region,
      p.country, p.country_code, public.search_camera_name(p.camera_make, p.camera_model), p.lens, p.media_type,
      p.latitude, p.longitude) t where p.owner_id = owner;
  end loop;
end
$$;
--> statement-breakpoint
select public.recount_photos();
