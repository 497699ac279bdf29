-- One schema for H2 (embedded) and PostgreSQL (production). Documents are JSON that Linkway wrote; what is asked for by SQL
-- stands in a column beside them.

-- Orders the commits of all nodes: see StoreClock.
create table store_clock (
    one_row smallint primary key check (one_row = 1),
    last_stamp timestamp(3) with time zone not null
);
insert into store_clock (one_row, last_stamp) values (1, timestamp with time zone '1970-01-01 00:00:00+00:00');

-- What came in over a FHIR door, byte for byte. Kept whatever became of it.
create table inbound_message (
    id uuid primary key,
    party varchar(250) not null,
    door varchar(30) not null,
    content_type varchar,
    request_id varchar,
    correlation_id varchar,
    received_at timestamp(6) with time zone not null,
    digest varchar(64) not null,
    body raw_bytes not null
);
create index inbound_message_received on inbound_message (received_at);

create table referral (
    id uuid primary key,
    version bigint not null,
    status varchar(30) not null,
    stage varchar(30) not null,
    sender varchar(250) not null,
    worker varchar(250) not null,
    nhs_number varchar(10),
    received_at timestamp(6) with time zone not null,
    -- The store clock at the commit that opened it, and so the order of lists: a reader who pages never misses a referral
    -- that was received early and committed late. Empty only inside the opening transaction.
    opened_at timestamp(3) with time zone,
    -- Without events and record entries, which stand in their own tables.
    document text not null
);
create index referral_opened on referral (opened_at);
create index referral_of_sender on referral (sender, opened_at);
create index referral_of_worker on referral (worker, opened_at);
create index referral_of_person on referral (nhs_number);

-- A sender never has two referrals under one of its own identifiers.
create table referral_identifier (
    sender varchar(250) not null,
    identifier_system varchar not null,
    identifier_value varchar not null,
    referral_id uuid not null references referral,
    primary key (sender, identifier_system, identifier_value)
);
create index referral_identifier_referral on referral_identifier (referral_id);

-- Who holds which request id, and what was answered.
create table request_claim (
    party varchar(250) not null,
    request_id varchar not null,
    message_id uuid not null references inbound_message,
    digest varchar(64) not null,
    state varchar(10) not null check (state in ('running', 'succeeded', 'refused')),
    lease uuid not null,
    leased_until timestamp(6) with time zone not null,
    http_status int,
    content_type varchar,
    answer raw_bytes,
    -- The referral that this request opened; a referral is opened by one request.
    opened_referral_id uuid unique references referral,
    primary key (party, request_id)
);
create index request_claim_message on request_claim (message_id);

-- Only ever added to. A referral's events count its versions, one by one.
create table referral_event (
    id uuid primary key,
    referral_id uuid not null references referral,
    version_after bigint not null,
    status_after varchar(30) not null,
    type varchar(30) not null,
    document text not null,
    unique (referral_id, version_after)
);

create table record_entry (
    id uuid primary key,
    referral_id uuid not null references referral,
    cause uuid not null references referral_event,
    position bigint generated always as identity,
    status varchar(30) not null,
    document text not null
);
create index record_entry_of_referral on record_entry (referral_id, position);
create index record_entry_cause on record_entry (cause);

-- Every version of every FHIR resource that a party can read. The current version is the end of the primary key.
create table resource_version (
    type varchar(60) not null,
    id varchar(64) not null,
    version bigint not null,
    party varchar(250) not null,
    last_updated timestamp(3) with time zone not null,
    json text not null,
    primary key (type, id, version)
);
create index resource_version_updated on resource_version (party, type, last_updated);

create table delivery (
    id uuid primary key,
    referral_id uuid not null references referral,
    -- The order in which one referral's deliveries to one destination are made. Drawn while the referral's row is locked, so
    -- for one referral it is also the order of the commits.
    position bigint generated always as identity,
    kind varchar(30) not null,
    destination varchar(250) not null,
    subject uuid not null,
    state varchar(10) not null check (state in ('pending', 'retrying', 'delivered', 'parked')),
    attempts int not null,
    created_at timestamp(6) with time zone not null,
    next_attempt_at timestamp(6) with time zone not null,
    last_problem varchar
);
create index delivery_queue on delivery (referral_id, destination, position);
create index delivery_order on delivery (position);

-- db-scheduler's own table, by its definition.
create table scheduled_tasks (
    task_name varchar(250) not null,
    task_instance varchar(250) not null,
    task_data bytea,
    execution_time timestamp with time zone not null,
    picked boolean not null,
    picked_by varchar(250),
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures int,
    last_heartbeat timestamp with time zone,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index execution_time_idx on scheduled_tasks (execution_time);
create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
