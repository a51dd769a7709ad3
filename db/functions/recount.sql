-- Folds what was appended since the last time; a job calls it. @returns how many owners it was for
create or replace function public.fold_photo_counters() returns integer
language plpgsql
as $$
declare
  owners uuid[];
begin
  with taken as (delete from photo_counts_unfolded returning owner_id)
  select array_agg(distinct owner_id) into owners from taken;
  if owners is null then
    return 0;
  end if;
  perform public.fold_photo_counts(owners || '00000000-0000-0000-0000-000000000000'::uuid);
  perform public.fold_photo_groups(owners);
  return cardinality(owners);
end
$$;

-- Counts everything anew: after a repair, a restore without triggers, or a bulk load that switched them off.
create or replace function public.recount_photos() returns void
language plpgsql
as $$
declare
  owner uuid;
  changes photo_change[];
begin
  lock table photos in share mode;
  delete from photo_counts;
  delete from photo_groups;
  delete from photo_cells;
  delete from photo_counts_unfolded;
  for owner in select id from users loop
    select array_agg(row(1, public.photo_facts_of(p))::photo_change) into changes from photos p where p.owner_id = owner;
    continue when changes is null;
    perform public.add_photo_counts(changes);
    perform public.add_photo_groups(changes);
    perform public.add_photo_names(changes);
  end loop;
  perform public.fold_photo_counts(array['00000000-0000-0000-0000-000000000000'::uuid]);
end
$$;

-- How many counters and groups say something else than counting anew does, in one snapshot. 0: all are right.
create or replace function public.wrong_photo_counters() returns bigint
language sql stable
as $$
  with facts as (select public.photo_facts_of(p) as f from photos p),
  terms as (
    select (f).owner_id as owner, (f).audiences, unnest(public.photo_count_facets(f)) as facet, unnest(public.photo_count_values(f)) as value
    from facts
  ), totals as (
    select owner, audiences, facet, value, count(*) as n from terms where value is not null group by owner, audiences, facet, value
  ), grouped as (
    select g.owner_id, g.audience, g.month, g.town, g.region, g.country, g.country_code, g.camera, g.lens, g.media_type, g.x, g.y, sum(g.n) as n
    from facts, public.photo_group_rows(1, f) g group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
  ), fresh as (
    select 'count' as kind, scope.owner_id, scope.audience, t.facet || ':' || t.value as what, sum(t.n)::bigint as n
    from totals t, public.photo_count_scopes(t.owner, t.audiences) scope group by 2, 3, 4
    union all
    select 'group', owner_id, audience, row(month, town, region, country, country_code, camera, lens, media_type, x >> 6, y >> 6)::text, sum(n)
    from grouped group by 2, 3, 4
    union all
    select 'cell', owner_id, audience, x || ',' || y, sum(n) from grouped where x is not null and y is not null group by 2, 3, 4
  ), kept as (
    select 'count' as kind, owner_id, audience, facet || ':' || value as what, sum(n)::bigint as n from photo_counts group by 2, 3, 4
    union all
    select 'group', owner_id, audience,
      row(month, town, region, country, country_code, camera, lens, media_type, cell_x, cell_y)::text, sum(n) from photo_groups group by 2, 3, 4
    union all
    select 'cell', owner_id, audience, x || ',' || y, sum(n) from photo_cells group by 2, 3, 4
  )
  select count(*) from fresh full join kept using (kind, owner_id, audience, what) where coalesce(fresh.n, 0) <> coalesce(kept.n, 0)
$$;
