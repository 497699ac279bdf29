-- The whole life of a referral: episodes, clocks, onward referrals at services with a system of their own, and one order for
-- all events.

alter table referral add column episode_id uuid;
update referral set episode_id = id;
alter table referral alter column episode_id set not null;
create index referral_of_episode on referral (episode_id);

-- One open episode for each person and service; a person is who a verified NHS number says. A second referral joins it.
create table open_episode (
    nhs_number varchar(10) not null,
    worker varchar(250) not null,
    episode_id uuid not null unique,
    open_referrals int not null,
    primary key (nhs_number, worker)
);

-- The store clock at the commit that recorded the event: with the version it is the order in which pollers read events, and
-- nobody who has read up to here has missed one.
alter table referral_event add column recorded_stamp timestamp(3) with time zone;
update referral_event
set recorded_stamp = (select opened_at from referral where referral.id = referral_event.referral_id);
create index referral_event_order on referral_event (recorded_stamp, version_after);

-- What stands once for an episode: the episode and the code.
alter table record_entry add column once_key varchar(350) unique;

-- The clocks that run. They follow from the events; these rows say when to look.
create table referral_timer (
    referral_id uuid not null references referral,
    kind varchar(30) not null,
    -- The onward referral or event that it is about, or the referral itself.
    about uuid not null,
    due_at timestamp(6) with time zone not null,
    next_at timestamp(6) with time zone not null,
    primary key (referral_id, kind, about)
);
create index referral_timer_next on referral_timer (next_at);
create index referral_timer_due on referral_timer (due_at);
-- Referrals from before there were clocks are looked at once, which sets theirs.
insert into referral_timer (referral_id, kind, about, due_at, next_at)
select id, 'ageing', id, received_at, received_at from referral
where status in ('requested', 'accepted', 'in-progress', 'on-hold');

-- Onward referrals that are open at a service with a system of its own, which is asked about them.
create table onward_at_service (
    onward_id uuid primary key,
    referral_id uuid not null references referral,
    service varchar(250) not null
);
create index onward_at_service_referral on onward_at_service (referral_id);

-- Concerns and clocks have a lane of their own: db-scheduler's table once more.
create table priority_tasks (
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
create index priority_execution_time_idx on priority_tasks (execution_time);
create index priority_last_heartbeat_idx on priority_tasks (last_heartbeat);
