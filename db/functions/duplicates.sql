-- Whoever looks for duplicates is told of each photo that comes, goes or changes (docs/duplicates.md), whichever way that happens: a row
-- in the transaction that does it. Rows are only added: one that is there already may be read before this transaction ends.
create or replace function public.note_duplicate_work() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'DELETE' then
    insert into duplicate_work (owner_id, photo_id, search) values (old.owner_id, old.id, true);
  elsif tg_op = 'INSERT' then
    insert into duplicate_work (owner_id, photo_id, search) values (new.owner_id, new.id, true);
  else
    -- One that comes back from the trash is looked for again: what it was tied to may have gone meanwhile.
    insert into duplicate_work (owner_id, photo_id, search) values (new.owner_id, new.id,
      (old.deleted_at is not null and new.deleted_at is null) or
      (old.status, old.sha256, old.hash, old.detail, old.media_type, old.filename, old.source_key, old.file_fields, old.own_fields)
      is distinct from
      (new.status, new.sha256, new.hash, new.detail, new.media_type, new.filename, new.source_key, new.file_fields, new.own_fields));
  end if;
  return null;
end
$$;

create or replace trigger photos_duplicates_come after insert on photos
for each row when (new.status = 'ready') execute function public.note_duplicate_work();

create or replace trigger photos_duplicates_go after delete on photos
for each row when (old.status = 'ready') execute function public.note_duplicate_work();

create or replace trigger photos_duplicates_change
after update of status, deleted_at, sha256, hash, detail, media_type, filename, source_key, file_fields, own_fields on photos
for each row when ((old.status = 'ready' or new.status = 'ready') and
  (old.status, old.deleted_at is null, old.sha256, old.hash, old.detail, old.media_type, old.filename, old.source_key, old.file_fields, old.own_fields)
  is distinct from
  (new.status, new.deleted_at is null, new.sha256, new.hash, new.detail, new.media_type, new.filename, new.source_key, new.file_fields, new.own_fields))
execute function public.note_duplicate_work();

-- A page of an owner's groups, those with the newest photos first: of one sort, or of one kind where that is named. It walks an index from where
-- the page before ended; a plan that gathers and sorts them all looks as good to the planner while it knows little of the table.
create or replace function public.duplicate_groups_page(owner uuid, of_sort text, of_kind text, behind timestamptz, behind_id uuid, until timestamptz, most integer)
returns setof duplicate_groups
language plpgsql stable rows 20
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
as $$
begin
  if of_kind is null then
    return query select * from duplicate_groups
      where owner_id = owner and sort = of_sort and (newest, id) < (behind, behind_id) and newest <= until
      order by newest desc, id desc limit most;
  else
    return query select * from duplicate_groups
      where owner_id = owner and kind = of_kind and (newest, id) < (behind, behind_id) and newest <= until
      order by newest desc, id desc limit most;
  end if;
end
$$;

-- The pairs of some photos, by the lesser of the two, the nearest first: along the key of the table, however few rows the planner thinks it has.
create or replace function public.duplicate_pairs_of(ids uuid[])
returns setof duplicate_pairs
language plpgsql stable rows 50
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  return query select pair.* from unnest(ids) as one (id), lateral (
    select * from duplicate_pairs where duplicate_pairs.a = one.id offset 0
  ) pair order by pair.distance, pair.a, pair.b;
end
$$;

-- The first photos of each of some groups: along the key of the table, however few rows the planner thinks it has. No other index has their order: by
-- the photo alone the planner may walk all photos for each group.
create or replace function public.duplicate_members_of(groups uuid[], most integer)
returns table (group_id uuid, photo_id uuid)
language plpgsql stable rows 100
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  return query select one.id, member.photo_id from unnest(groups) as one (id), lateral (
    select inside.photo_id from duplicate_members inside where inside.group_id = one.id order by inside.group_id, inside.photo_id limit most
  ) member;
end
$$;

-- Takes changes of an owner that wait, the oldest first, and until the transaction ends the lock under which the owner's groups are changed:
-- the statements behind the lock see what its last holder wrote. Who had to wait for the lock takes fewer: others wait behind. `lightly` does not
-- wait for the disk at the end: what a crash takes back it takes back as a whole, and the rows wait again.
create or replace function public.take_duplicate_work(owner uuid, lock_class integer, most integer, most_waited integer, lightly boolean)
returns table (photo_id uuid, search boolean)
language plpgsql rows 100
set enable_seqscan = off
as $$
begin
  if lightly then
    perform set_config('synchronous_commit', 'off', true);
  end if;
  if not pg_try_advisory_xact_lock(lock_class, hashtext(owner::text)) then
    perform pg_advisory_xact_lock(lock_class, hashtext(owner::text));
    most := most_waited;
  end if;
  return query delete from duplicate_work work
    where work.id = any (array(
      select waiting.id from duplicate_work waiting where waiting.owner_id = owner order by waiting.id limit most))
    returning work.photo_id, work.search;
end
$$;

-- What it replaces.
drop function if exists public.take_duplicate_work(uuid, integer, integer, boolean);

-- When the file of a photo says that it was taken, as text that sorts like the time; the index `photos_shots` holds it in these words. Plain enough
-- that Postgres puts it into the query in place of the call, so that the index is found.
create or replace function public.shot_time(photo photos) returns text
language sql immutable parallel safe
as $$ select replace(coalesce(photo.own_fields, photo.file_fields) ->> 'takenLocal', 'T', ' ') $$;

-- Shots of the camera of a photo, of its size and with a picture that tells something, taken at most some milliseconds before or after it by what their files
-- say; none at its very time, which copies have, but those of its very second and name: other files of the same shot. Of very many on one side
-- those next to it: each is next to another one, so that they all hang together.
create or replace function public.shots_around(seen photos, most_ms integer)
returns table (id uuid, bits integer)
language plpgsql stable rows 5
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
declare
  taken text := public.shot_time(seen);
  around interval := most_ms * interval '1 millisecond';
begin
  if taken is null or coalesce(seen.own_fields, seen.file_fields) #>> '{camera,model}' is null or seen.hash is null or seen.deleted_at is not null then
    return;
  end if;
  return query
    select shot.id, bit_count(shot.hash # seen.hash)::integer from (
      (select beside.id, beside.hash from photos beside
        where beside.owner_id = seen.owner_id and beside.status = 'ready' and beside.deleted_at is null
          and public.shot_time(beside) > taken
          and public.shot_time(beside) <= to_char(taken::timestamp + around, 'YYYY-MM-DD HH24:MI:SS.MS')
          and public.is_shot_like(beside, seen)
        order by public.shot_time(beside) limit 60)
      union all
      (select beside.id, beside.hash from photos beside
        where beside.owner_id = seen.owner_id and beside.status = 'ready' and beside.deleted_at is null
          and public.shot_time(beside) < taken
          and public.shot_time(beside) >= to_char(taken::timestamp - around, 'YYYY-MM-DD HH24:MI:SS')
          and public.is_shot_like(beside, seen)
        order by public.shot_time(beside) desc limit 60)
      union
      (select beside.id, beside.hash from photos beside
        where beside.owner_id = seen.owner_id and beside.status = 'ready' and beside.deleted_at is null
          and public.shot_time(beside) between left(taken, 19) and left(taken, 19) || '.999999'
          and public.file_stem(beside.filename) = public.file_stem(seen.filename)
          and beside.media_type <> seen.media_type and beside.hash is not null
        limit 60)
    ) shot;
end
$$;

-- The name of a file without its extension, in small letters.
create or replace function public.file_stem(filename text) returns text
language sql immutable parallel safe
as $$ select lower(regexp_replace(filename, '(.)\.[^.]*$', '\1')) $$;

-- Whether two photos are of one camera, by maker and model, and of one size, both with a picture that tells something.
create or replace function public.is_shot_like(one photos, other photos) returns boolean
language sql immutable
as $$
  select one.hash is not null and other.hash is not null and one.width = other.width and one.height = other.height
    and coalesce(one.own_fields, one.file_fields) #>> '{camera,model}' = coalesce(other.own_fields, other.file_fields) #>> '{camera,model}'
    and coalesce(one.own_fields, one.file_fields) #>> '{camera,make}' is not distinct from coalesce(other.own_fields, other.file_fields) #>> '{camera,make}'
$$;

-- What there is beside some photos of an owner: the other ends of their pairs (`pair`), the groups they stand in (`group`), and for those that changed
-- all that look alike or have the same bytes, and shots of their time (`near`), the nearest by their pictures first; nothing for most photos that come.
-- One statement with one plan: planning would take longer than the answer.
create or replace function public.beside_duplicates(owner uuid, ids uuid[], changed uuid[], most integer, most_detail integer, most_ms integer)
returns table (what text, photo uuid, others uuid[], distances integer[], alike boolean[])
language plpgsql stable rows 50
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
begin
  return query select 'pair', one.id, array(
      select pair.b from duplicate_pairs pair where pair.a = one.id union all select pair.a from duplicate_pairs pair where pair.b = one.id
    ), null::integer[], null::boolean[]
    from unnest(ids) one (id);
  return query select 'group', one.id, array(select member.group_id from duplicate_members member where member.photo_id = one.id), null::integer[], null::boolean[]
    from unnest(ids) one (id);
  return query select 'near', (seen.photo).id, found.near, found.bits, found.alike
    from unnest(changed) one (id)
    cross join lateral (
      select photos as photo from photos
      where photos.id = one.id and photos.owner_id = owner and photos.status = 'ready' offset 0
    ) seen
    cross join lateral (
      select array_agg(hits.id order by hits.bits, hits.id) as near, array_agg(hits.bits order by hits.bits, hits.id) as bits,
        array_agg(hits.is_alike order by hits.bits, hits.id) as alike
      from (
        select each.id, min(each.bits)::integer as bits, bool_or(each.is_alike) as is_alike from (
          select hit.photo_id as id, hit.distance as bits, true as is_alike
          from public.similar_photos((seen.photo).hash, (seen.photo).detail, most, most_detail) hit, lateral (
            select from photos own where own.id = hit.photo_id and own.owner_id = owner and own.status = 'ready' offset 0
          ) mine
          union all
          select same.id, 0, true from photos same where same.owner_id = owner and same.sha256 = (seen.photo).sha256 and same.status = 'ready'
          union all
          select shot.id, shot.bits, false from public.shots_around(seen.photo, most_ms) shot
        ) each
        where each.id <> (seen.photo).id group by each.id
      ) hits
    ) found;
end
$$;

-- What it replaces.
drop function if exists public.beside_duplicates(uuid, uuid[], uuid[], integer, integer);

-- Takes changes that wait and looks what there is beside those photos, in one statement: `taken` are the photos, with how many rows that were, `changed` those
-- to be looked for again, then follows `beside_duplicates`. Each statement in here sees what was there when it began, so what the lock's last holder wrote.
create or replace function public.take_beside_duplicates(owner uuid, lock_class integer, batch integer, batch_waited integer, lightly boolean,
  most integer, most_detail integer, most_ms integer)
returns table (what text, photo uuid, others uuid[], distances integer[], alike boolean[])
language plpgsql volatile rows 50
as $$
declare
  ids uuid[];
  changed uuid[];
  taken integer;
begin
  select array_agg(distinct work.photo_id), coalesce(array_agg(distinct work.photo_id) filter (where work.search), '{}'), count(*)
    into ids, changed, taken from public.take_duplicate_work(owner, lock_class, batch, batch_waited, lightly) work;
  if taken = 0 then
    return;
  end if;
  return query values ('taken', null::uuid, ids, array[taken], null::boolean[]), ('changed', null, changed, null, null);
  return query select beside.* from public.beside_duplicates(owner, ids, changed, most, most_detail, most_ms) beside where beside.others <> '{}';
end
$$;
