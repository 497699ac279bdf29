-- Subscriptions: what each is told of, in numbered events, and how far it has been told.

create table subscription (
    id varchar(64) primary key,
    party varchar(250) not null,
    status varchar(10) not null check (status in ('requested', 'active', 'error', 'off')),
    -- Whether its endpoint has ever shown that it is there. Nothing is numbered before.
    activated boolean not null,
    -- Versions stamped up to here have been looked at, and those that it is about are numbered.
    numbered_to timestamp(3) with time zone not null,
    -- The number of the last event, and that of the last one that its endpoint has taken.
    events bigint not null,
    delivered bigint not null,
    attempts int not null,
    failing_since timestamp(6) with time zone,
    next_attempt_at timestamp(6) with time zone not null,
    -- When to say that nothing happened; null where that was not asked for.
    heartbeat_at timestamp(6) with time zone,
    ends_at timestamp(6) with time zone,
    document text not null
);
create index subscription_of_party on subscription (party);

-- Each version that a subscription is about has one number; the numbers have no gaps.
create table subscription_event (
    subscription_id varchar(64) not null references subscription,
    number bigint not null,
    type varchar(60) not null,
    resource_id varchar(64) not null,
    version bigint not null,
    stamp timestamp(3) with time zone not null,
    primary key (subscription_id, number),
    unique (subscription_id, type, resource_id, version)
);

-- Notifications have a lane of their own: db-scheduler's table a third time.
create table notification_tasks (
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
create index notification_execution_time_idx on notification_tasks (execution_time);
create index notification_last_heartbeat_idx on notification_tasks (last_heartbeat);
