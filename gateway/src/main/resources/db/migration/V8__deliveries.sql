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
