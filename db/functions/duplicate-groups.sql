-- Making groups of duplicates anew (lib/duplicates/regroup.ts), by keys alone and with plans that are kept: planning would take longer than the work.

-- What tells two photos apart that look alike: what their files say, not what a person set.
create or replace function public.pair_facts(ids uuid[])
returns table (id uuid, sha256 char(64), media_type text, filename text, source_id uuid, source_key text, taken_local text, camera text, serial text,
  width integer, height integer)
language plpgsql stable rows 10
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
begin
  return query
    select photo.id, photo.sha256, photo.media_type, photo.filename, photo.source_id, photo.source_key,
      case when photo.fields is null then photo.taken_local::text else photo.fields ->> 'takenLocal' end,
      case when photo.fields is null then nullif(concat_ws(' ', photo.camera_make, photo.camera_model), '')
        else nullif(concat_ws(' ', photo.fields #>> '{camera,make}', photo.fields #>> '{camera,model}'), '') end,
      photo.exif #>> '{exif,SerialNumber}', photo.width, photo.height
    from (select distinct unnest(ids) as id) wanted,
      lateral (select photos.*, coalesce(photos.own_fields, photos.file_fields) as fields from photos where photos.id = wanted.id offset 0) photo;
end
$$;

-- What hangs together with some photos at once: the photos (`other`) of the groups (`one`) in which these stand, and pairs of finished photos outside
-- the trash, without those of which their owner said that they are none.
create or replace function public.duplicate_reach(owner uuid, ids uuid[])
returns table (what text, one uuid, other uuid, sort text, kind text)
language plpgsql stable rows 50
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
begin
  return query
    select 'member', member.group_id, member.photo_id, groups.sort, groups.kind
    from duplicate_members member, lateral (select found.sort, found.kind from duplicate_groups found where found.id = member.group_id offset 0) groups
    where member.group_id = any (array(select mine.group_id from duplicate_members mine where mine.photo_id = any (ids)));
  return query
    select 'pair', pair.a, pair.b, null::text, pair.kind
    from (
      select * from duplicate_pairs where duplicate_pairs.a = any (ids) union select * from duplicate_pairs where duplicate_pairs.b = any (ids)
    ) pair,
      lateral (select photos.sha256 from photos where photos.id = pair.a and photos.status = 'ready' and photos.deleted_at is null offset 0) a,
      lateral (select photos.sha256 from photos where photos.id = pair.b and photos.status = 'ready' and photos.deleted_at is null offset 0) b
    where pair.owner_id = owner and not exists (
      select from not_duplicates apart where apart.owner_id = pair.owner_id
        and apart.a = least(a.sha256 collate "C", b.sha256 collate "C") and apart.b = greatest(a.sha256 collate "C", b.sha256 collate "C"));
end
$$;

-- Writes groups with their photos: `[{id, sort, kind, photoIds}]`.
create or replace function public.insert_duplicate_groups(owner uuid, groups jsonb) returns void
language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
begin
  with made as (
    select * from jsonb_to_recordset(groups) as made (id uuid, sort text, kind text, "photoIds" jsonb)
  ), members as (
    select made.id as group_id, photo.id::uuid as photo_id from made, jsonb_array_elements_text(made."photoIds") as photo (id)
  ), kept as (
    insert into duplicate_groups (id, owner_id, sort, kind, newest, size)
    select made.id, owner, made.sort, made.kind, max(photo.added_at), count(*)
    from made join members on members.group_id = made.id,
      lateral (select photos.added_at from photos where photos.id = members.photo_id offset 0) photo
    group by made.id, made.sort, made.kind
    returning id
  )
  insert into duplicate_members (group_id, photo_id) select members.group_id, members.photo_id from members join kept on kept.id = members.group_id;
end
$$;
