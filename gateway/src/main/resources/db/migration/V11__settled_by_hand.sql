-- What a person has dealt with by other means, and what is looked for often.

-- Since when the entry stands settled by hand; null where it does not.
alter table record_entry add column settled_at timestamp(6) with time zone;
-- When a practice that pulls was first shown any of it, and of which edition it was last shown what stood then.
alter table record_entry add column seen_at timestamp(6) with time zone;
alter table record_entry add column read_edition int;
alter table record_entry_standing add column settled_by varchar(100);
alter table record_entry_standing add column settled_reason varchar(500);

-- When a person wanted a document sent anew that was not delivered; null once it is begun.
alter table mesh_document add column asked_anew_at timestamp(6) with time zone;
-- Since when an acknowledgement is awaited; null where none is, or where it was told that one is overdue.
alter table mesh_document add column awaited_since timestamp(6) with time zone;
update mesh_document set awaited_since = sent_at
where failed_at is null and overdue_told_at is null and (infrastructure_at is null or business_at is null);
create index mesh_document_awaited on mesh_document (awaited_since);
drop index mesh_document_by_sending;
-- To which address it went decides nothing any more.
alter table mesh_document drop column address_digest;
