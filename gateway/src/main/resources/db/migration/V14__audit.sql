-- Who did what, to whom, why, and what came of it: see AuditBook. Kept without end; retention never touches it. Nothing here refers
-- to another table, because what is recorded outlives what it is about.

-- Append-only: the triggers of V14.1, which differ by database, refuse any other change.
create table audit_event (
    id uuid primary key,
    recorded timestamp(3) with time zone not null,
    kind varchar(30) not null,
    action varchar(1) not null,
    outcome varchar(1) not null,
    party varchar(250) not null,
    request_id varchar,
    -- The whole entry as it was written. What the chain vouches for is this text, byte for byte; the columns are read from it.
    document text not null
);
create index audit_event_recorded on audit_event (recorded, id);
create index audit_event_of_party on audit_event (party, recorded);
create index audit_event_of_request on audit_event (request_id);

-- Whom and what an entry is about: patient:<NHS number>, referral:<id>.
create table audit_about (
    subject varchar(80) not null,
    recorded timestamp(3) with time zone not null,
    audit_id uuid not null,
    primary key (subject, recorded, audit_id)
);

-- What the chain does not hold yet. A trigger fills it, so an entry that is committed late is linked late, and never missed.
create table audit_waiting (
    audit_id uuid primary key
);

-- The chain: each hash is made of the one before, the entry's id and its document.
create table audit_link (
    sequence bigint primary key,
    audit_id uuid not null unique,
    hash varchar(64) not null
);
