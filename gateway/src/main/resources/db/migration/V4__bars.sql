-- What the headers of a BaRS request say about who sends it, and for which service it is: kept for audit.
alter table inbound_message add column target_service varchar;
alter table inbound_message add column end_user_organisation varchar;
alter table inbound_message add column requesting_software varchar;
alter table inbound_message add column requesting_practitioner varchar;

-- By what a BaRS message names a referral where it brings no identifier. For referrals from before, the correlation id is
-- known from the message that opened them; the others stay empty.
alter table referral add column correlation_id varchar;
alter table referral add column bundle_id varchar;
update referral set correlation_id = (
    select inbound_message.correlation_id
    from request_claim join inbound_message on inbound_message.id = request_claim.message_id
    where request_claim.opened_referral_id = referral.id);
create index referral_in_correlation on referral (sender, correlation_id);
create index referral_of_bundle on referral (sender, bundle_id);

-- The referral that a request opened or changed, and the version that it made: its last echo says what its sender sent last.
alter table request_claim add column referral_id uuid;
alter table request_claim add column referral_version bigint;
update request_claim set referral_id = opened_referral_id, referral_version = 1 where opened_referral_id is not null;
create index request_claim_of_referral on request_claim (referral_id, referral_version);
