-- What a photo is counted by, as one value. `audiences`: 0 own private, 1 own public (whatever their status), 2 what the world may see
-- (lib/access/audience.ts); none for what is in the trash or has not been sent whole.
create or replace function public.photo_facts_of(p photos) returns photo_facts
language sql stable parallel safe
as $$
  select row(
    p.owner_id,
    case
      when p.deleted_at is not null or p.status = 'uploading' then '{}'::smallint[]
      when public.photo_is_public(p.visibility, p.status, p.deleted_at) then '{1,2}'
      when p.visibility = 'public' then '{1}'
      else '{0}' end,
    p.taken_sort, p.town, p.region, p.country, p.country_code, public.search_camera_name(p.camera_make, p.camera_model), p.lens,
    p.media_type, p.rating, p.favourite, p.tags, p.latitude, p.longitude)::photo_facts
$$;

-- Keeps the counters and groups up to date: differences are appended, so that no row is locked by two writers. A job folds them.
create or replace function public.keep_photo_counts() returns trigger
language plpgsql
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
    select array_agg(row(change.sign, change.facts)::photo_change),
      array_agg(row(change.sign, change.facts)::photo_change)
        filter (where public.photo_group_facts(photo.now) is distinct from public.photo_group_facts(photo.before))
      into changes, moved
    from (
      select public.photo_facts_of(row(a.*)::photos) as now, public.photo_facts_of(row(r.*)::photos) as before
      from added a join removed r using (id)
    ) photo, lateral (values (1, photo.now), (-1, photo.before)) change(sign, facts)
    where photo.now is distinct from photo.before;
  end if;
  if changes is not null then
    perform public.add_photo_counts(changes);
    if moved is not null then
      perform public.add_photo_groups(moved);
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
