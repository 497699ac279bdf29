-- What fails for a node, by that node's word: it holds until then, and is said again while it is so. A node that died says nothing.
create table failing (
    kind varchar(30) not null,
    subject varchar(250) not null,
    holds_until timestamp(6) with time zone not null,
    primary key (kind, subject)
);
alter table destination drop column failing_since;

-- A whole destination is replayed or cancelled little by little, in the order of its queue.
create index delivery_at_destination on delivery (destination, position);
