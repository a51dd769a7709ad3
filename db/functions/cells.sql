-- Cells of the map: column and row in Web Mercator at a level (2^level columns around the world).
-- Stored columns and indexes are made with these: whoever changes what one returns adds a migration that makes them anew.


create or replace function public.search_cell_x(longitude double precision, level integer) returns integer
language sql immutable strict parallel safe
as $$ select least((1::bigint << level) - 1, greatest(0, floor((longitude + 180) / 360 * (1::bigint << level))))::integer $$;

create or replace function public.search_cell_y(latitude double precision, level integer) returns integer
language sql immutable strict parallel safe
as $$
  select least((1::bigint << level) - 1, greatest(0, floor(
    (0.5 - ln(tan(pi() / 4 + radians(greatest(-85.06, least(85.06, latitude))) / 2)) / (2 * pi())) * (1::bigint << level))))::integer
$$;
