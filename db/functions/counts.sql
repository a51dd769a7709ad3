-- `photo_counts`: how many photos there are of each value, so that facets, months and totals of whole libraries need not be counted anew.

-- What a photo counts as, `sign` times: for its owner, and where the world may see it for everybody together (the nil id) too.
create or replace function public.photo_count_rows(sign integer, facts photo_facts)
returns table (owner_id uuid, audience smallint, facet text, value text, n integer)
language sql immutable parallel safe
as $$
  select scope.owner_id, scope.audience, term.facet, term.value, sign
  from (
      select (facts).owner_id, audience from unnest((facts).audiences) audience
      union all select '00000000-0000-0000-0000-000000000000', 2::smallint where 2 = any ((facts).audiences)
    ) scope(owner_id, audience),
    (values
        ('all', ''),
        ('month', to_char((facts).taken_sort, 'YYYY-MM')),
        ('town', (facts).town),
        ('region', (facts).region),
        ('country', coalesce((facts).country, (facts).country_code)),
        ('camera', (facts).camera),
        ('lens', (facts).lens),
        ('type', substr((facts).media_type, 7)),
        ('rating', (facts).rating::text),
        ('favourite', (facts).favourite::text)
      union all select 'tag', tag from unnest((facts).tags) tag) term(facet, value)
  where term.value is not null
$$;

-- Appends what changed.
create or replace function public.add_photo_counts(changes photo_change[]) returns void
language sql
as $$
  insert into photo_counts (owner_id, audience, facet, value, n)
  select t.owner_id, t.audience, t.facet, t.value, sum(t.n)
  from unnest(changes) change, public.photo_count_rows(change.sign, change.facts) t
  group by t.owner_id, t.audience, t.facet, t.value having sum(t.n) <> 0
$$;

-- Folds the differences of some owners into one row per value. Rows that somebody else is folding are left to him.
create or replace function public.fold_photo_counts(owners uuid[]) returns void
language sql
as $$
  with doubled as (
    select owner_id, facet, audience, value from photo_counts where owner_id = any (owners)
    group by owner_id, facet, audience, value having count(*) > 1
  ), found as (
    select c.ctid from photo_counts c join doubled using (owner_id, facet, audience, value) for update of c skip locked
  ), removed as (
    delete from photo_counts c using found where c.ctid = found.ctid returning c.owner_id, c.audience, c.facet, c.value, c.n
  )
  insert into photo_counts (owner_id, audience, facet, value, n)
  select owner_id, audience, facet, value, sum(n) from removed group by owner_id, audience, facet, value having sum(n) <> 0
$$;
