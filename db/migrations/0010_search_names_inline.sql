-- The same name as before, written so that Postgres can inline it (concat_ws is not immutable).
create or replace function public.search_camera_name(make text, model text) returns text
language sql immutable parallel safe
as $$
  select nullif(case when model is null then make when make is null or starts_with(lower(model), lower(make)) then model
    else make || ' ' || model end, '')
$$;
--> statement-breakpoint
create index photos_public_favourite on photos (taken_sort desc, id desc) include (owner_id)
where favourite and visibility = 'public' and status = 'ready' and deleted_at is null;
--> statement-breakpoint
drop function public.search_camera;
