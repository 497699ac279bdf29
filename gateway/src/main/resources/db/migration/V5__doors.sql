-- Requests that are answered with a resource, and requests that are here before their Task.

-- The resource that was answered, with its version; null where the answer stands in full.
alter table request_claim add column location varchar(200);

-- Each ServiceRequest that a sender has here, and the referral that it opened: never two.
create table service_request (
    id varchar(64) primary key,
    party varchar(250) not null,
    -- Null until a Task asks for it.
    referral_id uuid references referral,
    kept_at timestamp(6) with time zone not null,
    -- When to look next whether a Task has come; null once nobody waits for one.
    next_at timestamp(6) with time zone
);
create index service_request_next on service_request (next_at);
create index service_request_referral on service_request (referral_id);
