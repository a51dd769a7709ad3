-- Every spelling there is of a place, a camera or a lens: a filter looks up the spellings that it means (accents, case, parts of a
-- name) and then asks for those, which an index and the planner's statistics can answer. Names are only ever added.
create table photo_names (
  facet text not null,
  name text not null,
  folded text not null,
  primary key (facet, name, folded)
);
--> statement-breakpoint
create index photo_names_folded on photo_names (facet, folded);
--> statement-breakpoint
create function public.photo_name_rows(town text, region text, country text, country_code text, camera text, lens text)
returns table (facet text, name text, folded text)
language sql immutable parallel safe
as $$
  select facet, name, public.search_fold(alias)
  from (values ('town', town, town), ('region', region, region), ('country', coalesce(country, country_code), country),
    ('country', coalesce(country, country_code), country_code), ('camera', camera, camera), ('lens', lens, lens)) names(facet, name, alias)
  where name is not null and alias is not null
$$;
--> statement-breakpoint
create function public.name_photos() returns trigger
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
--> statement-breakpoint
create trigger photos_name_added after insert on photos referencing new table as added
for each statement execute function public.name_photos();
--> statement-breakpoint
create trigger photos_name_changed after update on photos referencing new table as added
for each statement execute function public.name_photos();
--> statement-breakpoint
insert into photo_names (facet, name, folded)
select distinct n.facet, n.name, n.folded
from (select distinct town, region, country, country_code, public.search_camera_name(camera_make, camera_model) as camera, lens from photos) a,
  public.photo_name_rows(a.town, a.region, a.country, a.country_code, a.camera, a.lens) n;
--> statement-breakpoint
-- One's own photos (owner first) and everybody's public ones, by each value of the form in the order by date taken: a page is read off.
create index photos_owner_town on photos (owner_id, town, taken_sort desc, id desc) where deleted_at is null;
--> statement-breakpoint
create index photos_public_town on photos (town, taken_sort desc, id desc) include (owner_id) where visibility = 'public' and status = 'ready' and deleted_at is null;
--> statement-breakpoint
create index photos_owner_region on photos (owner_id, region, taken_sort desc, id desc) where deleted_at is null;
--> statement-breakpoint
create index photos_public_region on photos (region, taken_sort desc, id desc) include (owner_id) where visibility = 'public' and status = 'ready' and deleted_at is null;
--> statement-breakpoint
create index photos_owner_country on photos (owner_id, coalesce(country, country_code), taken_sort desc, id desc) where deleted_at is null;
--> statement-breakpoint
create index photos_public_country on photos (coalesce(country, country_code), taken_sort desc, id desc) include (owner_id) where visibility = 'public' and status = 'ready' and deleted_at is null;
--> statement-breakpoint
create index photos_owner_camera on photos (owner_id, public.search_camera_name(camera_make, camera_model), taken_sort desc, id desc) where deleted_at is null;
--> statement-breakpoint
create index photos_public_camera on photos (public.search_camera_name(camera_make, camera_model), taken_sort desc, id desc) include (owner_id) where visibility = 'public' and status = 'ready' and deleted_at is null;
--> statement-breakpoint
create index photos_owner_lens on photos (owner_id, lens, taken_sort desc, id desc) where deleted_at is null;
--> statement-breakpoint
create index photos_public_lens on photos (lens, taken_sort desc, id desc) include (owner_id) where visibility = 'public' and status = 'ready' and deleted_at is null;
--> statement-breakpoint
create index photos_owner_place on photos (owner_id, latitude, longitude) where deleted_at is null and latitude is not null;
--> statement-breakpoint
create index photos_public_place on photos (latitude, longitude) include (owner_id) where visibility = 'public' and status = 'ready' and deleted_at is null and latitude is not null;
--> statement-breakpoint
create index photos_owner_favourite on photos (owner_id, taken_sort desc, id desc) where favourite and deleted_at is null;
--> statement-breakpoint
create index photos_owner_type on photos (owner_id, media_type, taken_sort desc, id desc) where media_type <> 'image/jpeg' and deleted_at is null;
--> statement-breakpoint
create index photos_person_taken on photos (owner_id, taken_sort desc, id desc) where visibility = 'public' and status = 'ready' and deleted_at is null;
--> statement-breakpoint
-- The other orders.
create index photos_owner_added on photos (owner_id, added_at desc, id desc) where deleted_at is null;
--> statement-breakpoint
create index photos_public_added on photos (added_at desc, id desc) include (owner_id) where visibility = 'public' and status = 'ready' and deleted_at is null;
--> statement-breakpoint
create index photos_owner_title on photos (owner_id, public.search_title_key(title) desc, id desc) where deleted_at is null;
--> statement-breakpoint
create index photos_public_title on photos (public.search_title_key(title) desc, id desc) include (owner_id) where visibility = 'public' and status = 'ready' and deleted_at is null;
--> statement-breakpoint
create index photos_owner_bytes on photos (owner_id, bytes desc, id desc) where deleted_at is null;
--> statement-breakpoint
create index photos_public_bytes on photos (bytes desc, id desc) include (owner_id) where visibility = 'public' and status = 'ready' and deleted_at is null;
--> statement-breakpoint
create index photos_owner_rating on photos (owner_id, (coalesce(rating, -1)) desc, id desc) where deleted_at is null;
--> statement-breakpoint
create index photos_public_rating on photos ((coalesce(rating, -1)) desc, id desc) include (owner_id) where visibility = 'public' and status = 'ready' and deleted_at is null;
--> statement-breakpoint
-- Whose photo it is says much about where and with what it was taken; the planner is told so.
create statistics photos_owner_places (dependencies, mcv) on owner_id, town, (coalesce(country, country_code)) from photos;
--> statement-breakpoint
create statistics photos_owner_gear (dependencies, mcv) on owner_id, (public.search_camera_name(camera_make, camera_model)), lens from photos;
--> statement-breakpoint
alter table photos alter column search set statistics 500;
