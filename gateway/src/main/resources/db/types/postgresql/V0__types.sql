-- Bytes as they came in.
create domain raw_bytes as bytea;
