-- Invitations end with the role of whoever made them, and stay ended: giving the role back makes no old link work again.
create or replace function public.end_invitations() returns trigger
language plpgsql
as $$
begin
  if public.is_administrator(old) and not public.is_administrator(new) then
    update invitations set ended_at = now() where created_by = new.id and used_at is null and ended_at is null;
  end if;
  return null;
end
$$;

create or replace trigger users_end_invitations after update on users
  for each row execute function public.end_invitations();
