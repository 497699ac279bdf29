package org.linkway.conformance.blackbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.WireFormat;

/**
 * Something that a GP system might send and should not, and what it has to be told.
 *
 * @param name what is wrong, as the test's name
 * @param expression where, as a FHIRPath; empty where it concerns the whole request
 * @param words what the sentence has to say
 */
record WrongInput(
        String name,
        String contentType,
        String body,
        GatewayError error,
        Optional<String> expression,
        List<String> words) {

    /** A body that is no resource at all. */
    static WrongInput text(String name, WireFormat contentType, String body) {
        return body(name, contentType.mediaType(), body);
    }

    static WrongInput body(String name, String contentType, String body) {
        return new WrongInput(name, contentType, body, GatewayError.INVALID, Optional.empty(), List.of());
    }

    /** A good transaction with one thing made wrong. */
    static WrongInput transaction(String name, Consumer<TransactionJson> spoil) {
        TransactionJson transaction = TransactionJson.fresh();
        spoil.accept(transaction);
        ObjectNode spoilt = transaction.bundle();
        return body(name, WireFormat.JSON.mediaType(), spoilt.toString());
    }

    WrongInput is(GatewayError expected, String... sentence) {
        return new WrongInput(name, contentType, body, expected, expression, List.of(sentence));
    }

    WrongInput at(String fhirPath) {
        return new WrongInput(name, contentType, body, error, Optional.of(fhirPath), words);
    }

    @Override
    public String toString() {
        return name;
    }
}
