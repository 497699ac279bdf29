-- Bytes as they came in. H2's bytea ends at 1 MiB.
create domain raw_bytes as binary large object;
