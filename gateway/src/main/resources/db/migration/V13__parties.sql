-- Who may call: parties as data, with every earlier form of each, and the assertions that were used up.

create table party (
    id varchar(250) primary key,
    version bigint not null,
    -- Whose word it is: what stands in the configuration is changed there alone.
    origin varchar(20) not null check (origin in ('configuration', 'administration')),
    document text not null
);

-- Only ever added to.
create table party_history (
    party_id varchar(250) not null references party,
    version bigint not null,
    document text not null,
    changed_at timestamp(6) with time zone not null,
    changed_by varchar(250) not null,
    reason varchar(500) not null,
    primary key (party_id, version)
);

-- One row for each token request: the same assertion is never taken twice, on any node (RFC 7523 section 3, jti).
create table used_assertion (
    client varchar(250) not null,
    -- SHA-256 of the jti, which may have any length.
    jti varchar(64) not null,
    expires_at timestamp(6) with time zone not null,
    primary key (client, jti)
);
create index used_assertion_expires on used_assertion (expires_at);
