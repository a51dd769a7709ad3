-- How many photos there are of each value, so that facets, months and totals of whole libraries need not be counted anew.
-- Statements append differences (no row is locked by two writers); now and then a writer folds those of its owners together.
create table photo_counts (
  -- The nil id gathers everybody's.
  owner_id uuid not null,
  -- 0 own private, 1 own public (whatever their status), 2 what the world may see.
  audience smallint not null,
  facet text not null,
  value text not null,
  n bigint not null
);
--> statement-breakpoint
create index photo_counts_owner on photo_counts (owner_id, facet, audience, value) include (n);
--> statement-breakpoint
create index photo_counts_owners on photo_counts (audience, owner_id) include (n) where facet = 'all';
--> statement-breakpoint
-- A camera as people call it: the model alone where it already begins with the make.
create function public.search_camera_name(make text, model text) returns text
language sql immutable parallel safe
as $$
  select nullif(case when starts_with(lower(model), lower(make)) then model else concat_ws(' ', make, model) end, '')
$$;
--> statement-breakpoint
-- What a photo counts as. `holds` is false for audiences that it is not part of.
create function public.photo_count_terms(
  sign integer, owner uuid, visibility text, status text, deleted_at timestamptz, taken timestamp, town text, region text, country text,
  camera text, lens text, media_type text, rating smallint, favourite boolean, tags text[])
returns table (owner_id uuid, audience smallint, facet text, value text, n integer)
language sql stable parallel safe
as $$
  select scope.owner_id, scope.audience::smallint, term.facet, term.value, sign
  from (values
      (owner, case visibility when 'public' then 1 else 0 end, true),
      (owner, 2, visibility = 'public' and status = 'ready'),
      ('00000000-0000-0000-0000-000000000000', 2, visibility = 'public' and status = 'ready')
    ) scope(owner_id, audience, holds),
    (values
        ('all', ''),
        ('month', to_char(taken, 'YYYY-MM')),
        ('town', town),
        ('region', region),
        ('country', country),
        ('camera', camera),
        ('lens', lens),
        ('type', substr(media_type, 7)),
        ('rating', rating::text),
        ('favourite', favourite::text)
      union all select 'tag', tag from unnest(tags) tag) term(facet, value)
  where deleted_at is null and status <> 'uploading' and scope.holds and term.value is not null
$$;
--> statement-breakpoint
-- Folds the differences of some owners into one row per value. Rows that another writer is folding are left to it.
create function public.fold_photo_counts(owners uuid[]) returns void
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
--> statement-breakpoint
create function public.count_photos() returns trigger
language plpgsql
as $$
declare
  owners uuid[];
begin
  if tg_op = 'INSERT' then
    insert into photo_counts (owner_id, audience, facet, value, n)
    select t.owner_id, t.audience, t.facet, t.value, sum(t.n)
    from added p, public.photo_count_terms(1, p.owner_id, p.visibility, p.status, p.deleted_at, p.taken_sort, p.town, p.region,
      coalesce(p.country, p.country_code), public.search_camera_name(p.camera_make, p.camera_model), p.lens, p.media_type,
      p.rating, p.favourite, p.tags) t
    group by t.owner_id, t.audience, t.facet, t.value;
    if random() < 0.02 then select array_agg(distinct owner_id) into owners from added; end if;
  elsif tg_op = 'DELETE' then
    insert into photo_counts (owner_id, audience, facet, value, n)
    select t.owner_id, t.audience, t.facet, t.value, sum(t.n)
    from removed p, public.photo_count_terms(-1, p.owner_id, p.visibility, p.status, p.deleted_at, p.taken_sort, p.town, p.region,
      coalesce(p.country, p.country_code), public.search_camera_name(p.camera_make, p.camera_model), p.lens, p.media_type,
      p.rating, p.favourite, p.tags) t
    group by t.owner_id, t.audience, t.facet, t.value;
    if random() < 0.02 then select array_agg(distinct owner_id) into owners from removed; end if;
  else
    insert into photo_counts (owner_id, audience, facet, value, n)
    select t.owner_id, t.audience, t.facet, t.value, sum(t.n)
    from added a join removed r using (id),
      lateral (select * from public.photo_count_terms(1, a.owner_id, a.visibility, a.status, a.deleted_at, a.taken_sort, a.town, a.region,
      coalesce(a.country, a.country_code), public.search_camera_name(a.camera_make, a.camera_model), a.lens, a.media_type,
      a.rating, a.favourite, a.tags)
      union all select * from public.photo_count_terms(-1, r.owner_id, r.visibility, r.status, r.deleted_at, r.taken_sort, r.town, r.region,
      coalesce(r.country, r.country_code), public.search_camera_name(r.camera_make, r.camera_model), r.lens, r.media_type,
      r.rating, r.favourite, r.tags)) t
    where row(a.owner_id, a.visibility, a.status, a.deleted_at is null, a.taken_sort, a.town, a.region, a.country, a.country_code,
        a.camera_make, a.camera_model, a.lens, a.media_type, a.rating, a.favourite, a.tags)
      is distinct from row(r.owner_id, r.visibility, r.status, r.deleted_at is null, r.taken_sort, r.town, r.region, r.country,
        r.country_code, r.camera_make, r.camera_model, r.lens, r.media_type, r.rating, r.favourite, r.tags)
    group by t.owner_id, t.audience, t.facet, t.value having sum(t.n) <> 0;
    if random() < 0.02 then select array_agg(distinct owner_id) into owners from added; end if;
  end if;
  if owners is not null then
    perform public.fold_photo_counts(owners || '00000000-0000-0000-0000-000000000000'::uuid);
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger photos_count_added after insert on photos referencing new table as added
for each statement execute function public.count_photos();
--> statement-breakpoint
create trigger photos_count_removed after delete on photos referencing old table as removed
for each statement execute function public.count_photos();
--> statement-breakpoint
create trigger photos_count_changed after update on photos referencing old table as removed new table as added
for each statement execute function public.count_photos();
--> statement-breakpoint
insert into photo_counts (owner_id, audience, facet, value, n)
select t.owner_id, t.audience, t.facet, t.value, sum(t.n) from photos p, public.photo_count_terms(1, p.owner_id, p.visibility, p.status, p.deleted_at, p.taken_sort, p.town, p.region,
      coalesce(p.country, p.country_code), public.search_camera_name(p.camera_make, p.camera_model), p.lens, p.media_type,
      p.rating, p.favourite, p.tags) t
group by t.owner_id, t.audience, t.facet, t.value;
