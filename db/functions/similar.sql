-- Looking for pictures by their hash (docs/similar.md): multi-index hashing. Norouzi, Punjani, Fleet, "Fast Search in Hamming Space with
-- Multi-Index Hashing", CVPR 2012.

-- The key of each of the six bands of a hash: the band's number above bit 22, below it every sixth bit of the hash from that bit on
-- (neighbours agree too often to stand in one band). Bands 0 and 1 have 22 bits, the others 21.
create or replace function public.photo_band_keys(hash bit(128)) returns integer[]
language plpgsql immutable strict parallel safe
as $$
declare
  -- Each with its band's number.
  a integer := 0; b integer := 1 << 22; c integer := 2 << 22; d integer := 3 << 22; e integer := 4 << 22; f integer := 5 << 22;
begin
  -- A statement for each bit takes an eighth of the time of a query over all of them.
  for bit in 0 .. 20 loop
    a := a | (get_bit(hash, bit * 6) << bit);
    b := b | (get_bit(hash, bit * 6 + 1) << bit);
    c := c | (get_bit(hash, bit * 6 + 2) << bit);
    d := d | (get_bit(hash, bit * 6 + 3) << bit);
    e := e | (get_bit(hash, bit * 6 + 4) << bit);
    f := f | (get_bit(hash, bit * 6 + 5) << bit);
  end loop;
  return array[a | (get_bit(hash, 126) << 21), b | (get_bit(hash, 127) << 21), c, d, e, f];
end
$$;

-- A photo stands in the bands exactly as long as it has a hash and the detail that confirms it.
create or replace function public.keep_photo_bands() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'UPDATE' then
    if old.hash is not distinct from new.hash and (old.detail is null) = (new.detail is null) then
      return null;
    end if;
  end if;
  if tg_op <> 'INSERT' then
    delete from photo_bands where key = any (public.photo_band_keys(old.hash)) and photo_id = old.id;
  end if;
  if tg_op <> 'DELETE' then
    insert into photo_bands select key, new.id, new.hash from unnest(public.photo_band_keys(new.hash)) key where new.detail is not null;
  end if;
  return null;
end
$$;

create or replace trigger photos_bands after insert or delete or update of hash, detail on photos
for each row execute function public.keep_photo_bands();

-- All numbers of so many bits of which at most `most` are set, 0 to 3. With constants for both Postgres works it out once, when it plans.
create or replace function public.photo_band_masks(bits integer, most integer) returns integer[]
language plpgsql immutable strict parallel safe
as $$
declare
  masks integer[] := array[0];
  level integer[] := array[0];
begin
  for weight in 1 .. most loop
    select array_agg(mask | (1 << place)) into level from unnest(level) mask, generate_series(0, bits - 1) place where 1 << place > mask;
    masks := masks || level;
  end loop;
  return masks;
end
$$;

-- What must be looked up so that no hash within `most` bits is missed: if none of the first bands is within `most / 6` bits, nor any of the
-- others within one less, all together differ by more. Up to 20 bits.
create or replace function public.photo_band_probes(hash bit(128), most integer) returns integer[]
language plpgsql immutable strict parallel safe
as $$
declare
  keys integer[] := public.photo_band_keys(hash);
  near integer := most % 6 + 1;
  wide integer[];
  narrow integer[];
  fewer_wide integer[] := '{}';
  fewer_narrow integer[] := '{}';
begin
  case most / 6
    when 0 then
      wide := public.photo_band_masks(22, 0); narrow := public.photo_band_masks(21, 0);
    when 1 then
      wide := public.photo_band_masks(22, 1); narrow := public.photo_band_masks(21, 1);
      fewer_wide := public.photo_band_masks(22, 0); fewer_narrow := public.photo_band_masks(21, 0);
    when 2 then
      wide := public.photo_band_masks(22, 2); narrow := public.photo_band_masks(21, 2);
      fewer_wide := public.photo_band_masks(22, 1); fewer_narrow := public.photo_band_masks(21, 1);
    else
      wide := public.photo_band_masks(22, 3); narrow := public.photo_band_masks(21, 3);
      fewer_wide := public.photo_band_masks(22, 2); fewer_narrow := public.photo_band_masks(21, 2);
  end case;
  return array(
    select key # mask from (
      select key, unnest(
        case when number <= near then case when number <= 2 then wide else narrow end
          else case when number <= 2 then fewer_wide else fewer_narrow end end) as mask
      from unnest(keys) with ordinality band (key, number)
    ) probe);
end
$$;

-- All photos whose hash differs in at most `most` bits and whose detail in at most `most_detail`, whoever may see them: the caller says that.
-- Beyond 20 bits there are more probes than rows worth reading: the first band, which holds each photo once, is read whole. No plan
-- may choose otherwise: each step hands its rows to the next by key.
create or replace function public.similar_photos(wanted bit(128), wanted_detail bit(512), most integer, most_detail integer)
returns table (photo_id uuid, distance integer)
language plpgsql stable strict parallel safe rows 20
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
declare
  probes integer[];
begin
  if most > 20 then
    return query
      select near.id, near.bits
      from (
        select band.photo_id as id, bit_count(band.hash # wanted)::integer as bits
        from photo_bands band
        where band.key between 0 and (1 << 22) - 1 and bit_count(band.hash # wanted) <= most
      ) near,
        lateral (select from photos where photos.id = near.id and bit_count(photos.detail # wanted_detail) <= most_detail offset 0) confirmed;
  else
    -- One scan takes them in order: probes that lie on one page of the index are found without a new descent.
    probes := public.photo_band_probes(wanted, most);
    return query
      select near.id, near.bits
      from (
        select distinct band.photo_id as id, bit_count(band.hash # wanted)::integer as bits
        from photo_bands band
        where band.key = any (probes) and bit_count(band.hash # wanted) <= most
      ) near,
        lateral (select from photos where photos.id = near.id and bit_count(photos.detail # wanted_detail) <= most_detail offset 0) confirmed;
  end if;
end
$$;

-- The print that a picture would have if left were right (lib/similar/turned-prints.ts does the same for pictures that are sent). The first
-- half of the bits looks to the right, so it says the opposite. A side of a half is 8 or 16 bits.
create or replace function public.mirrored_print(print bit varying) returns bit varying
language sql immutable strict parallel safe
as $$
  select string_agg((get_bit(print, place / side * side + side - 1 - place % side) # (place < side * side)::integer)::text, '' order by place)::bit varying
  from (select sqrt(length(print) / 2)::integer as side) size, generate_series(0, length(print) - 1) place
$$;

-- The print that a picture would have if rows were columns: the halves change places.
create or replace function public.transposed_print(print bit varying) returns bit varying
language sql immutable strict parallel safe
as $$
  select string_agg(get_bit(print, (1 - place / half) * half + place % side * side + place % half / side)::text, '' order by place)::bit varying
  from (select length(print) / 2 as half, sqrt(length(print) / 2)::integer as side) size, generate_series(0, length(print) - 1) place
$$;

-- The prints to look for: of the picture as it is, and of it mirrored, turned by quarters, or both; none where it has none.
create or replace function public.turned_prints(wanted bit(128), wanted_detail bit(512), mirrored boolean, rotated boolean)
returns table (hash bit(128), detail bit(512))
language sql immutable strict parallel safe rows 1
as $$
  with recursive ways as (
    select 0 as way, wanted::bit varying as hash, wanted_detail::bit varying as detail
    union all
    select way + 1,
      case when way + 1 <> 4 then public.mirrored_print(public.transposed_print(ways.hash)) else public.mirrored_print(wanted) end,
      case when way + 1 <> 4 then public.mirrored_print(public.transposed_print(ways.detail)) else public.mirrored_print(wanted_detail) end
    from ways where way < 7 and (mirrored or rotated)
  )
  select ways.hash::bit(128), ways.detail::bit(512) from ways where (rotated or way % 4 = 0) and (mirrored or way < 4)
$$;

-- Rows of photos by their ids, each found by its key whatever the planner thinks: after a library was almost emptied, the key's index is large for
-- the few rows it knows of, and walking the whole table looks cheaper. It knows nothing of who may see them: whoever asks says that.
create or replace function public.photos_by_ids(ids uuid[]) returns setof photos
language plpgsql stable strict parallel safe rows 20
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
begin
  return query
    select found.*
    from (select distinct unnest(ids) as id) wanted,
      lateral (select * from photos where photos.id = wanted.id offset 0) found;
end
$$;
