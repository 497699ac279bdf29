package org.linkway.gateway.sandbox.record;

import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import org.hl7.fhir.r4.model.Bundle;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a transaction whole or not at all. */
final class TransactionProvider {
    private static final int ATTEMPTS = 5;

    private final RecordWriter writer;
    private final TransactionTemplate inTransaction;

    TransactionProvider(RecordWriter writer, TransactionTemplate inTransaction) {
        this.writer = writer;
        this.inTransaction = inTransaction;
    }

    @Transaction
    public Bundle transaction(@TransactionParam Bundle request) {
        if (request.getType() != Bundle.BundleType.TRANSACTION) {
            throw new InvalidRequestException("Bundle.type: send a transaction; this record takes nothing else.");
        }
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return inTransaction.execute(status -> writer.write(request.copy()));
            } catch (DuplicateKeyException | ConcurrencyFailureException lostTheRace) {
                // What the winner wrote is there by the next attempt, which then answers with it.
            }
        }
        throw new ResourceVersionConflictException(
                "Two creates under one ifNoneExist: send each condition once in a transaction, or try again later.");
    }
}
