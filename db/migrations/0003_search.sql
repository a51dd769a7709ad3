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
-- Weight A: what everybody may read. B: the place. C: the file name. Whoever may not read a part is searched for with the other
-- weights. Beside each word stand its endings, marked with a dot, so that "boot" is found in "segelboot": of four letters or more,
-- of two in Hebrew and Arabic, of one in scripts that write no spaces; 20 characters of them at most; none from inside a number.
create function public.search_column(
  title text, description text, tags text[], camera_make text, camera_model text, lens text,
  town text, region text, country text, filename text) returns tsvector
language plpgsql immutable parallel safe
as $$
declare
  sections constant text[] := array[
    public.search_fold(coalesce(title, '')),
    public.search_fold(array_to_string(tags, ' ')),
    public.search_fold(concat_ws(' ', camera_make, camera_model, lens)),
    public.search_fold(concat_ws(' ', town, region, country)),
    public.search_fold(coalesce(filename, '')),
    public.search_fold(left(coalesce(description, ''), 20000))];
  weights constant text[] := array['A', 'A', 'A', 'B', 'C', 'A'];
  result text := '';
  word text;
  place integer;
  mark text;
  shortest integer;
  numbered boolean;
begin
  for section in 1..6 loop
    place := 1000 * (section - 1);
    foreach word in array regexp_split_to_array(sections[section], '[[:space:][:punct:][:cntrl:]$+<=>^`|~]+') loop
      continue when word = '';
      place := least(place + 1, 16000);
      mark := ':' || place || weights[section] || ' ';
      word := left(word, 100);
      result := result || word || mark;
      shortest := case
        when octet_length(word) = length(word) then 4
        when word ~ '[\u0E00-\u0EFF\u2E80-\U0010FFFF]' then 1
        when word ~ '[\u0590-\u08FF]' then 2
        else 4 end;
      numbered := word ~ '[0-9][0-9]';
      for start in 2..length(word) + 1 - shortest loop
        continue when numbered and substr(word, start - 1, 2) ~ '[0-9][0-9]';
        result := result || '·' || substr(word, start, 20) || mark;
      end loop;
    end loop;
  end loop;
  return result::tsvector;
end
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
