-- FHIR's ids have up to 64 characters, and whoever sends PUT chooses them.
alter table sandbox_record_resource alter column id set data type varchar(64);
alter table sandbox_record_token alter column id set data type varchar(64);
