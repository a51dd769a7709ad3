-- Public to the world, as lib/access/visible-photos.ts says it, but for the owner's account: whether that is disabled is asked when somebody looks.
create or replace function public.photo_is_public(visibility text, status text, deleted_at timestamptz) returns boolean
language sql immutable parallel safe
as $$ select visibility = 'public' and status = 'ready' and deleted_at is null $$;

-- Marked public by its owner, whether or not others see it yet: what its owner counts as public.
create or replace function public.photo_is_marked_public(visibility text) returns boolean
language sql immutable parallel safe
as $$ select visibility = 'public' $$;

-- Whether an account is an administrator who can come in.
create or replace function public.is_administrator(account users) returns boolean
language sql immutable parallel safe
as $$ select account.role = 'admin' and account.disabled_at is null $$;
