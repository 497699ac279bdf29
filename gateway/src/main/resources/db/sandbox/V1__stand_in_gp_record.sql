-- The sandbox's stand-in GP record. It shares the gateway's database and none of its tables.

-- People whom the record was asked about and holds: their ids must stay what they were.
create table sandbox_record_patient (
  id varchar(36) not null primary key,
  nhs_number varchar(10) not null unique
);

create table sandbox_record_resource (
  ordinal bigint generated always as identity,
  type varchar(32) not null,
  id varchar(36) not null,
  nhs_number varchar(10) not null,
  -- The condition it was created under: two racing creates cannot both keep it.
  if_none_exist varchar(500) unique,
  json text not null,
  primary key (type, id)
);

create index sandbox_record_resource_by_person on sandbox_record_resource (nhs_number, type);

-- What can be searched for, beside the person.
create table sandbox_record_token (
  type varchar(32) not null,
  id varchar(36) not null,
  parameter varchar(16) not null,
  token_system varchar(250) not null,
  token_value varchar(250) not null,
  foreign key (type, id) references sandbox_record_resource (type, id)
);

create index sandbox_record_token_by_value on sandbox_record_token (token_value, token_system, parameter, type);
create index sandbox_record_token_by_resource on sandbox_record_token (type, id);
