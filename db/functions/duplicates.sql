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
