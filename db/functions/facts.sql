-- What a photo is counted by, as one value. `audiences`: 0 own private, 1 own public (whatever their status), 2 what the world may see
-- (lib/access/audience.ts), 3 the archive, which no count of a gallery holds; none for what is in the trash or has not been sent whole.
create or replace function public.photo_facts_of(p photos) returns photo_facts
language sql stable parallel safe
as $$
  select row(
    p.owner_id,
    case
      when p.deleted_at is not null or p.status = 'uploading' then '{}'::smallint[]
      when p.archived then '{3}'
      when public.photo_is_public(p.visibility, p.status, p.deleted_at) then '{1,2}'
      when public.photo_is_marked_public(p.visibility) then '{1}'
      else '{0}' end,
    p.taken_sort, p.town, p.region, p.country, p.country_code, public.search_camera_name(p.camera_make, p.camera_model), p.lens,
    p.media_type, p.rating, p.favourite, p.tags, p.latitude, p.longitude)::photo_facts
$$;

-- What the counters must know of a change: facts that are the same as the other ones are null, unless owner or audiences changed.
create or replace function public.photo_facts_unlike(facts photo_facts, other photo_facts) returns photo_facts
language sql immutable parallel safe
as $$
  select case when (facts).owner_id = (other).owner_id and (facts).audiences = (other).audiences
    then row((facts).owner_id, (facts).audiences, nullif((facts).taken_sort, (other).taken_sort), nullif((facts).town, (other).town),
      nullif((facts).region, (other).region),
      nullif(coalesce((facts).country, (facts).country_code), coalesce((other).country, (other).country_code)), null,
      nullif((facts).camera, (other).camera), nullif((facts).lens, (other).lens), nullif((facts).media_type, (other).media_type),
      nullif((facts).rating, (other).rating), nullif((facts).favourite, (other).favourite), nullif((facts).tags, (other).tags),
      null, null)::photo_facts
    else facts end
$$;

-- Keeps counters, groups and names up to date: differences are appended, so that no row is locked by two writers. A job folds them.
-- Plans are kept: to plan anew for each photo took longer than to run.
create or replace function public.keep_photo_counts() returns trigger
language plpgsql set plan_cache_mode = force_generic_plan
as $$
declare
  changes photo_change[];
  moved photo_change[];
begin
  if tg_op = 'INSERT' then
    select array_agg(row(1, public.photo_facts_of(row(p.*)::photos))::photo_change) into changes from added p;
    moved := changes;
  elsif tg_op = 'DELETE' then
    select array_agg(row(-1, public.photo_facts_of(row(p.*)::photos))::photo_change) into changes from removed p;
    moved := changes;
  else
    -- A full join is hashed or merged, never nested: the plan that a session keeps from one photo serves thousands.
    with photo as materialized (
      select public.photo_facts_of(row(a.*)::photos) as now, public.photo_facts_of(row(r.*)::photos) as before
      from added a full join removed r using (id)
    )
    select array_agg(row(change.sign, public.photo_facts_unlike(change.facts, change.other))::photo_change),
      array_agg(row(change.sign, change.facts)::photo_change)
        filter (where public.photo_group_facts(change.facts) is distinct from public.photo_group_facts(change.other))
      into changes, moved
    from photo, lateral (values (1, photo.now, photo.before), (-1, photo.before, photo.now)) change(sign, facts, other)
    where photo.now is distinct from photo.before;
  end if;
  if changes is not null then
    perform public.add_photo_counts(changes);
    if moved is not null then
      perform public.add_photo_groups(moved);
      perform public.add_photo_names(moved);
    end if;
    insert into photo_counts_unfolded (owner_id) select distinct (change.facts).owner_id from unnest(changes) change;
  end if;
  return null;
end
$$;

create or replace trigger photos_counts_added after insert on photos referencing new table as added
for each statement execute function public.keep_photo_counts();
create or replace trigger photos_counts_removed after delete on photos referencing old table as removed
for each statement execute function public.keep_photo_counts();
create or replace trigger photos_counts_changed after update on photos referencing old table as removed new table as added
for each statement execute function public.keep_photo_counts();

-- What these replace.
drop trigger if exists photos_count_added on photos;
drop trigger if exists photos_count_removed on photos;
drop trigger if exists photos_count_changed on photos;
drop trigger if exists photos_group_added on photos;
drop trigger if exists photos_group_removed on photos;
drop trigger if exists photos_group_changed on photos;
drop function if exists public.count_photos();
drop function if exists public.group_photos();
drop function if exists public.photo_count_terms(integer, uuid, text, text, timestamptz, timestamp, text, text, text, text, text, text, smallint, boolean, text[]);
drop function if exists public.photo_group_rows(integer, uuid, text, text, timestamptz, timestamp, text, text, text, text, text, text, text, double precision, double precision);
drop function if exists public.add_photo_groups(photo_group_row[]);
