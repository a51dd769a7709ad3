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

create or replace function public.name_photos() returns trigger
language plpgsql
as $$
begin
  insert into photo_names (facet, name, folded)
  select distinct n.facet, n.name, n.folded
  from (select distinct town, region, country, country_code, public.search_camera_name(camera_make, camera_model) as camera, lens from added) a,
    public.photo_name_rows(a.town, a.region, a.country, a.country_code, a.camera, a.lens) n
  where not exists (
    select from photo_names known where known.facet = n.facet and known.name = n.name and known.folded = n.folded)
  order by 1, 2, 3
  on conflict do nothing;
  return null;
end
$$;

create or replace trigger photos_name_added after insert on photos referencing new table as added
for each statement execute function public.name_photos();

create or replace trigger photos_name_changed after update on photos referencing new table as added
for each statement execute function public.name_photos();
