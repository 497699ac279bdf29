-- Deliveries that are handed over and not yet proven, those that a person cancelled, and whose turn it is at the parked ones.

-- In place of the old column, because the two databases name its check differently.
alter table delivery add column standing varchar(10);
update delivery set standing = state;
alter table delivery drop column state;
alter table delivery rename column standing to state;
alter table delivery alter column state set not null;
alter table delivery add constraint delivery_states
    check (state in ('pending', 'retrying', 'awaiting', 'delivered', 'parked', 'cancelled'));

-- Null unless it is parked.
alter table delivery add column owner varchar(20) check (owner in ('operator', 'link-worker'));
update delivery set owner = 'operator' where state = 'parked';

-- When the time began after which it is given up: it was made, or last replayed.
alter table delivery add column given_up_from timestamp(6) with time zone;
update delivery set given_up_from = created_at;
alter table delivery alter column given_up_from set not null;

-- What waits or is parked, by destination.
create index delivery_standing on delivery (state, destination);
create index delivery_subject on delivery (subject);

-- Destinations on which somebody laid a hand, or that were found failing. Those without a row run.
create table destination (
    name varchar(250) primary key,
    flow varchar(10) not null check (flow in ('running', 'paused', 'draining')),
    set_by varchar(250),
    reason varchar(1000),
    set_at timestamp(6) with time zone,
    -- While it drains: the last delivery that may still start.
    drained_up_to bigint,
    -- Since a node's breaker opened; null once one has closed.
    failing_since timestamp(6) with time zone
);

create table alert (
    id bigint generated always as identity primary key,
    kind varchar(30) not null,
    subject varchar(250) not null,
    sentence varchar(1000) not null,
    raised_at timestamp(6) with time zone not null,
    cleared_at timestamp(6) with time zone,
    -- Kind and subject while it is open, then null: so that only one is open at a time, however many nodes raise it.
    open_key varchar(300) unique
);
