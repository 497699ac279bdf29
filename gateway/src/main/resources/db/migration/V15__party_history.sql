-- One row, which every change of a party locks first: what two parties must not share is looked for while nobody changes any.
create table party_turn (
    turn bigint not null
);
insert into party_turn (turn) values (0);
