-- Search is kept by the database itself: generated columns and expression indexes that the Drizzle schema does not know,
-- so that no ordinary query reads them. Names are qualified: index builds run with an empty search_path.

-- Text as it is compared: lower case, without accents, vowel points and width variants; any script.
create function public.search_fold(value text) returns text
language sql immutable strict parallel safe
as $$
  select translate(
    lower(public.unaccent('public.unaccent'::regdictionary, normalize(regexp_replace(
      normalize(lower(value), NFKD), '[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]', '', 'g'
    ), NFKC))),
    'ςىة', 'σيه')
$$;
--> statement-breakpoint
-- Its words in order.
create function public.search_words(value text) returns text[]
language sql immutable strict parallel safe
as $$
  select array_remove(regexp_split_to_array(public.search_fold(value), '[[:space:][:punct:][:cntrl:]$+<=>^`|~]+'), '')
$$;
--> statement-breakpoint
-- Ends of a word that are found by themselves ("boot" in "segelboot", every character in scripts without spaces), 20 characters long at most.
create function public.search_endings(word text) returns setof text
language sql immutable strict parallel safe
as $$
  select '·' || substr(word, i, 20)
  from generate_series(2, least(length(word), 500)) i
  where length(word) - i + 1 >= case
      when substr(word, i, 1) between U&'\0E00' and U&'\0EFF' or substr(word, i, 1) >= U&'\2E80' then 1
      when substr(word, i, 1) between U&'\0590' and U&'\08FF' then 2
      else 4 end
    and not (substr(word, i, 1) between '0' and '9' and substr(word, i - 1, 1) between '0' and '9')
$$;
--> statement-breakpoint
-- One section of the search column: words with positions from `start`, all with one weight.
create function public.search_section(value text, start integer, weight text) returns text
language sql immutable strict parallel safe
as $$
  select string_agg(left(word, 100) || ':' || least(start + n, 16000) || weight, ' ')
      || coalesce(' ' || (select string_agg(ending || ':' || least(start + m, 16000) || weight, ' ')
        from unnest(public.search_words(left(value, 20000))) with ordinality again(whole, m), public.search_endings(left(whole, 100)) ending), '')
  from unnest(public.search_words(left(value, 20000))) with ordinality words(word, n)
$$;
--> statement-breakpoint
-- Weight A: what everybody may read. B: the place. C: the file name. Whoever may not read a part is searched for with the other weights.
create function public.search_column(
  title text, description text, tags text[], camera_make text, camera_model text, lens text,
  town text, region text, country text, filename text) returns tsvector
language sql immutable parallel safe
as $$
  select concat_ws(' ',
    public.search_section(title, 0, 'A'),
    public.search_section(array_to_string(tags, ' . '), 1000, 'A'),
    public.search_section(concat_ws(' ', camera_make, camera_model, lens), 2000, 'A'),
    public.search_section(concat_ws(' ', town, region, country), 3000, 'B'),
    public.search_section(filename, 4000, 'C'),
    public.search_section(description, 5000, 'A'))::tsvector
$$;
--> statement-breakpoint
-- A typed word as a query on these weights. Bare: a prefix of a word or of an ending. Exact: these words in this order.
create function public.search_query(value text, exact boolean, weights text) returns tsquery
language sql immutable strict parallel safe
as $$
  select coalesce(string_agg(
    case
      when left(word, 1) >= U&'\2E80' or left(word, 1) between U&'\0E00' and U&'\0EFF' or (n = count and not exact)
        then '(' || left(word, 100) || ':*' || weights || ' | ·' || left(word, 20) || ':*' || weights || ')'
      else left(word, 100) || ':' || weights
    end, ' <-> ' order by n), '')::tsquery
  from (select word, n, count(*) over () as count from unnest(public.search_words(value)) with ordinality words(word, n)) counted
$$;
--> statement-breakpoint
create function public.search_camera(make text, model text) returns text
language sql immutable parallel safe
as $$ select public.search_fold(concat_ws(' ', make, model)) $$;
--> statement-breakpoint
create function public.search_title_key(title text) returns text
language sql immutable strict parallel safe
as $$ select left(public.search_fold(title), 100) $$;
--> statement-breakpoint
alter table photos add column search tsvector generated always as (public.search_column(
  title, description, tags, camera_make, camera_model, lens, town, region, country, filename)) stored;
--> statement-breakpoint
create index photos_search on photos using gin (search);
--> statement-breakpoint
create function public.search_tags(tags text[]) returns text[]
language sql immutable strict parallel safe
as $$ select coalesce(array_agg(public.search_fold(tag)), '{}') from unnest(tags) tag $$;
--> statement-breakpoint
-- For `like`: folded, with its wildcards taken literally.
create function public.search_part(value text) returns text
language sql immutable strict parallel safe
as $$ select '%' || regexp_replace(public.search_fold(value), '([%_\\])', '\\\1', 'g') || '%' $$;
--> statement-breakpoint
create index photos_tags on photos using gin (public.search_tags(tags));
