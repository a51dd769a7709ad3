-- `photo_names`: every spelling there is of a place, a camera or a lens. A filter looks up the spellings that it means. Names are only ever added.

create or replace function public.photo_name_rows(town text, region text, country text, country_code text, camera text, lens text)
returns table (facet text, name text, folded text)
language sql immutable parallel safe
as $$
  select facet, name, public.search_fold(alias)
  from (values ('town', town, town), ('region', region, region), ('country', coalesce(country, country_code), country),
    ('country', coalesce(country, country_code), country_code), ('camera', camera, camera), ('lens', lens, lens)) names(facet, name, alias)
  where name is not null and alias is not null
$$;

-- Adds the names of the facts that there are now.
create or replace function public.add_photo_names(changes photo_change[]) returns void
language sql
as $$
  insert into photo_names (facet, name, folded)
  select distinct n.facet, n.name, n.folded
  from (
      select distinct (c.facts).town, (c.facts).region, (c.facts).country, (c.facts).country_code, (c.facts).camera, (c.facts).lens
      from unnest(changes) c where c.sign > 0
    ) a, public.photo_name_rows(a.town, a.region, a.country, a.country_code, a.camera, a.lens) n
  where not exists (
    select from photo_names known where known.facet = n.facet and known.name = n.name and known.folded = n.folded)
  order by 1, 2, 3
  on conflict do nothing
$$;

-- What this replaces.
drop trigger if exists photos_name_added on photos;
drop trigger if exists photos_name_changed on photos;
drop function if exists public.name_photos();
