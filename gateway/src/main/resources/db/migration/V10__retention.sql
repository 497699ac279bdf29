-- What is kept for how long: see Retention.

-- When the body of a message was emptied; its digest, its ids and its times stay.
alter table inbound_message add column reduced_at timestamp(6) with time zone;
create index inbound_message_unreduced on inbound_message (reduced_at, received_at);

-- For which referrals each resource was published: a resource goes with the last of them.
create table resource_of_referral (
    referral_id uuid not null references referral,
    type varchar(60) not null,
    id varchar(64) not null,
    primary key (referral_id, type, id)
);
create index resource_of_referral_resource on resource_of_referral (type, id);
-- What was published before: the request, what refers to it, and what it refers to.
insert into resource_of_referral (referral_id, type, id)
select referral_id, 'ServiceRequest', id from service_request where referral_id is not null;
insert into resource_of_referral (referral_id, type, id)
select distinct request.referral_id, found.type, found.id
from resource_of_referral request
    join resource_index found on found.scope = 'ServiceRequest' and found.content = request.id
where request.type = 'ServiceRequest' and found.type <> 'ServiceRequest';
insert into resource_of_referral (referral_id, type, id)
select distinct request.referral_id, found.scope, found.content
from resource_of_referral request
    join resource_index found on found.type = 'ServiceRequest' and found.id = request.id
    join resource_version target on target.type = found.scope and target.id = found.content
where request.type = 'ServiceRequest' and found.scope <> 'ServiceRequest'
    and not exists (
        select 1 from resource_of_referral there
        where there.referral_id = request.referral_id and there.type = found.scope and there.id = found.content
    );

-- What is over is found without looking at what is not.
create index delivery_finished on delivery (state, created_at);
create index resource_version_superseded on resource_version (superseded_at);
create index request_claim_location on request_claim (location);
create index subscription_event_resource on subscription_event (type, resource_id);
