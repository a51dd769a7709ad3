-- Invitations end with the role of whoever made them, and stay ended: giving the role back makes no old link work again.
create or replace function public.end_invitations() returns trigger
language plpgsql
as $$
begin
  update invitations set ended_at = now() where created_by = new.id and used_at is null and ended_at is null;
  return null;
end
$$;

create or replace trigger users_end_invitations after update of role, disabled_at on users
  for each row when (old.role = 'admin' and old.disabled_at is null and (new.role <> 'admin' or new.disabled_at is not null))
  execute function public.end_invitations();
