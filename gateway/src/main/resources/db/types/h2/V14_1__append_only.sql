create trigger audit_event_stays before update, delete on audit_event
    for each row call 'org.linkway.gateway.store.AuditStays';
create trigger audit_about_stays before update, delete on audit_about
    for each row call 'org.linkway.gateway.store.AuditStays';
create trigger audit_link_stays before update, delete on audit_link
    for each row call 'org.linkway.gateway.store.AuditStays';
create trigger audit_event_waits after insert on audit_event
    for each row call 'org.linkway.gateway.store.AuditWaits';
