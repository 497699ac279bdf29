-- What a person has dealt with by other means, and what is looked for often.

-- Since when the entry stands settled by hand; null where it does not.
alter table record_entry add column settled_at timestamp(6) with time zone;
alter table record_entry_standing add column settled_by varchar(100);
alter table record_entry_standing add column settled_reason varchar(500);
