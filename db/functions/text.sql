-- How text is compared, and the search column (weights A: what everybody may read, B: the place, C: the file name). Names are qualified: index
-- builds run with an empty search_path.
-- Stored columns and indexes are made with these: whoever changes what one returns adds a migration that makes them anew.


-- Text as it is compared: lower case, without accents, vowel points and width variants; any script.
create or replace function public.search_fold(value text) returns text
language sql immutable strict parallel safe
as $$
  select translate(
    lower(public.unaccent('public.unaccent'::regdictionary, normalize(regexp_replace(
      normalize(lower(value), NFKD), '[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]', '', 'g'
    ), NFKC))),
    'ςىة', 'σيه')
$$;

-- Its words in order.
create or replace function public.search_words(value text) returns text[]
language sql immutable strict parallel safe
as $$
  select array_remove(regexp_split_to_array(public.search_fold(value), '[[:space:][:punct:][:cntrl:]$+<=>^`|~]+'), '')
$$;

-- Words that are written with a hyphen, an apostrophe or dots are found without them, too: "xt30" finds X-T30, "obrien" O'Brien, "usa" U.S.A.
-- Numbers are not joined: 1.8 is no 18.
create or replace function public.search_joined(folded text) returns text
language sql immutable strict parallel safe
as $$ select regexp_replace(folded, '(?<=[[:alpha:]])[-''.&](?=[[:alnum:]])|(?<=[[:digit:]])[-''](?=[[:alpha:]])', '', 'g') $$;

-- Beside each word stand its endings, marked with a dot, so that "boot" is found in "segelboot": of four letters or more, of two in Hebrew and
-- Arabic, of one in scripts that write no spaces; 20 characters of them at most; none from inside a number.
create or replace function public.search_column(
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
  separators constant text := '[[:space:][:punct:][:cntrl:]$+<=>^`|~]+';
  result text := '';
  word text;
  chunk text;
  joined text;
  place integer;
  mark text;
  shortest integer;
  numbered boolean;
begin
  for section in 1..6 loop
    place := 1000 * (section - 1);
    foreach word in array regexp_split_to_array(sections[section], separators) loop
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
    -- Joined words stand behind all others, next to none.
    continue when public.search_joined(sections[section]) = sections[section];
    mark := ':' || (16000 + 10 * section) || weights[section] || ' ';
    foreach chunk in array regexp_split_to_array(sections[section], '[[:space:]]+') loop
      joined := public.search_joined(chunk);
      continue when joined = chunk;
      foreach word in array regexp_split_to_array(joined, separators) loop
        continue when word = '' or word = any (regexp_split_to_array(chunk, separators));
        result := result || left(word, 100) || mark;
      end loop;
    end loop;
  end loop;
  return result::tsvector;
end
$$;

create or replace function public.search_phrase(words text[], exact boolean, weights text) returns text
language sql immutable strict parallel safe
as $$
  select string_agg(
    case
      when left(word, 1) >= U&'\2E80' or left(word, 1) between U&'\0E00' and U&'\0EFF' or (n = count and not exact)
        then '(' || left(word, 100) || ':*' || weights || ' | ·' || left(word, 20) || ':*' || weights || ')'
      else left(word, 100) || ':' || weights
    end, ' <-> ' order by n)
  from (select word, n, count(*) over () as count from unnest(words) with ordinality words(word, n)) counted
$$;

-- A typed word as a query on these weights. Bare: a prefix of a word or of an ending. Exact: these words in this order. A word without
-- spaces in it is also looked for as it is when its parts are joined.
create or replace function public.search_query(value text, exact boolean, weights text) returns tsquery
language sql immutable strict parallel safe
as $$
  select coalesce(
    case
      when value ~ '[[:space:]]' or public.search_joined(public.search_fold(value)) = public.search_fold(value)
        then public.search_phrase(public.search_words(value), exact, weights)
      else '(' || public.search_phrase(public.search_words(value), exact, weights) || ') | ('
        || public.search_phrase(public.search_words(public.search_joined(public.search_fold(value))), exact, weights) || ')'
    end, '')::tsquery
$$;

-- For `like`: folded, with its wildcards taken literally.
create or replace function public.search_part(value text) returns text
language sql immutable strict parallel safe
as $$ select '%' || regexp_replace(public.search_fold(value), '([%_\\])', '\\\1', 'g') || '%' $$;

create or replace function public.search_title_key(title text) returns text
language sql immutable strict parallel safe
as $$ select left(public.search_fold(title), 100) $$;

-- A tag as it is compared: folded, with single slashes and no spaces around them.
create or replace function public.search_tag(value text) returns text
language sql immutable strict parallel safe
as $$
  select coalesce(nullif(btrim(regexp_replace(public.search_fold(value), '[[:space:]/]*/[[:space:]/]*', '/', 'g'), '/'), ''), public.search_fold(value))
$$;

-- What tags are found by: each of them, and of a path every part of it: a/b/c by a, b, c, a/b, b/c. Eight levels are looked at.
create or replace function public.search_tags(tags text[]) returns text[]
language sql immutable strict parallel safe
as $$
  select coalesce(array_agg(distinct part), '{}')
  from (select public.search_tag(tag) as folded from unnest(tags) tag) whole, lateral (
    select folded as part
    union all select array_to_string(parts[first:last], '/')
    from (select (string_to_array(folded, '/'))[1:8] as parts where folded like '%/%') path,
      generate_series(1, cardinality(parts)) first, generate_series(first, cardinality(parts)) last
  ) piece
$$;

-- A camera as people call it: the model alone where it already begins with the make. Postgres can inline it (concat_ws is not immutable).
create or replace function public.search_camera_name(make text, model text) returns text
language sql immutable parallel safe
as $$
  select nullif(case when model is null then make when make is null or starts_with(lower(model), lower(make)) then model
    else make || ' ' || model end, '')
$$;
