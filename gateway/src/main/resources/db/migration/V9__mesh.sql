-- Documents that went, or are to go, over MESH: one row for each edition of a record entry, written before it is sent.
create table mesh_document (
    entry_id uuid not null,
    edition int not null,
    -- One more when it goes out anew because it is known not to have been taken, or not to have been delivered.
    attempt int not null,
    -- The id of the ITK3 message, MESH's local id too: one for each attempt.
    local_id uuid not null unique,
    -- A digest of whom it is addressed to, which would show who the person is.
    address_digest varchar(64) not null,
    composed_at timestamp(6) with time zone not null,
    -- When it was last begun to send it; counted, so that two nodes never begin together.
    begun_at timestamp(6) with time zone not null,
    begun int not null,
    -- What MESH calls it; known once MESH has taken it.
    mesh_id varchar(100),
    sent_at timestamp(6) with time zone,
    infrastructure_at timestamp(6) with time zone,
    business_at timestamp(6) with time zone,
    -- MESH would not take it: it was never handed over.
    refused_at timestamp(6) with time zone,
    failed_at timestamp(6) with time zone,
    failure_kind varchar(20) check (failure_kind in ('undelivered', 'rejected')),
    failure varchar(1000),
    -- When it was told that acknowledgements are missing.
    overdue_told_at timestamp(6) with time zone,
    primary key (entry_id, edition)
);
create index mesh_document_by_mesh_id on mesh_document (mesh_id);
create index mesh_document_by_sending on mesh_document (sent_at);

-- What lay in the MESH inbox and fitted nothing that was sent: kept as it came, because MESH forgets what was acknowledged.
create table mesh_inbox (
    message_id varchar(100) primary key,
    received_at timestamp(6) with time zone not null,
    message_type varchar(20),
    workflow_id varchar(300),
    local_id varchar(300),
    linked_id varchar(100),
    status_code varchar(100),
    body bytea,
    -- When it turned out to be about a document of ours after all.
    matched_at timestamp(6) with time zone
);
create index mesh_inbox_by_linked_id on mesh_inbox (linked_id);
