-- The life of a record entry. Its row says how it stands now; every standing it ever had is kept here, and only ever added to.

-- How often its standing was written down: two writers never overwrite what they have not seen.
alter table record_entry add column version bigint default 1 not null;

create table record_entry_standing (
    entry_id uuid not null references record_entry,
    version bigint not null,
    edition int not null,
    status varchar(30) not null,
    explanation varchar,
    written_at timestamp(6) with time zone not null,
    primary key (entry_id, version)
);
-- What was there before begins as it stands.
insert into record_entry_standing (entry_id, version, edition, status, written_at)
select record_entry.id, 1, 1, record_entry.status, referral.received_at
from record_entry join referral on referral.id = record_entry.referral_id;

-- What waits for a person is found without looking at what does not.
create index record_entry_waiting on record_entry (status, referral_id);
