create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
    raise exception 'The audit trail is only ever added to.';
end
$$;

create function await_link() returns trigger language plpgsql as $$
begin
    insert into audit_waiting (audit_id) values (new.id);
    return new;
end
$$;

create trigger audit_event_stays before update or delete or truncate on audit_event
    for each statement execute function refuse_change_of_audit();
create trigger audit_about_stays before update or delete or truncate on audit_about
    for each statement execute function refuse_change_of_audit();
create trigger audit_link_stays before update or delete or truncate on audit_link
    for each statement execute function refuse_change_of_audit();
create trigger audit_event_waits after insert on audit_event
    for each row execute function await_link();
