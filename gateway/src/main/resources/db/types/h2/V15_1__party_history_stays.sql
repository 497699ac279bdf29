create trigger party_history_stays before update, delete on party_history
    for each row call 'org.linkway.gateway.store.AuditStays';
