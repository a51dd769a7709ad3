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
