create function refuse_change_of_history() returns trigger language plpgsql as $$
begin
    raise exception 'The history of parties is only ever added to.';
end
$$;

create trigger party_history_stays before update or delete or truncate on party_history
    for each statement execute function refuse_change_of_history();
