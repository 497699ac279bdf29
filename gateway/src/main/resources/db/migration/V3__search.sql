-- Searches: what a resource is found by, and which version of it stood at a stamp.

-- The stamp of the version after this one; far ahead while there is none. So "as it stood at S" is one range.
alter table resource_version
    add column superseded_at timestamp(3) with time zone default timestamp with time zone '9999-12-31 00:00:00+00:00' not null;
update resource_version
set superseded_at = coalesce(
    (
        select later.last_updated from resource_version later
        where later.type = resource_version.type
            and later.id = resource_version.id
            and later.version = resource_version.version + 1
    ),
    timestamp with time zone '9999-12-31 00:00:00+00:00'
);
create index resource_version_standing on resource_version (party, type, superseded_at, last_updated);

-- One row for each value that a version is found by. Versions from before this table are indexed by IndexStoredResources.
create table resource_index (
    type varchar(60) not null,
    id varchar(64) not null,
    version bigint not null,
    name varchar(60) not null,
    -- What a code or an identifier is of, or the type that a reference leads to; empty where there is none.
    scope varchar not null,
    -- A code, an identifier's value, or an id; empty for a time.
    content varchar not null,
    from_time timestamp(6) with time zone,
    to_time timestamp(6) with time zone
);
create index resource_index_of_version on resource_index (type, id, version, name);
create index resource_index_value on resource_index (type, name, content);

-- What was searched for, where there are more pages: it may name a patient, and so stands in no link.
create table search_page (
    id uuid primary key,
    party varchar(250) not null,
    path varchar not null,
    query varchar not null,
    as_of timestamp(3) with time zone not null,
    expires_at timestamp(6) with time zone not null
);
create index search_page_expires on search_page (expires_at);
