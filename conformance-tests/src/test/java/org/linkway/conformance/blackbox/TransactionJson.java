package org.linkway.conformance.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.linkway.conformance.partner.FhirText;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.validation.WireFormat;

/** A good referral's transaction as JSON, in which anything can be spoilt: also what a FHIR library would not write. */
record TransactionJson(ObjectNode bundle) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SyntheticPeople PEOPLE = new SyntheticPeople();

    static TransactionJson fresh() {
        String text = new String(FhirText.write(GpReferral.of(PEOPLE.next()).transaction(), WireFormat.JSON), UTF_8);
        try {
            return new TransactionJson((ObjectNode) JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    ArrayNode entries() {
        return (ArrayNode) bundle.get("entry");
    }

    /** The first resource of this type. */
    ObjectNode resource(String type) {
        for (JsonNode entry : entries()) {
            if (entry.at("/resource/resourceType").asText().equals(type)) {
                return (ObjectNode) entry.get("resource");
            }
        }
        throw new IllegalArgumentException("The transaction has no " + type);
    }

    ObjectNode nhsNumber() {
        return (ObjectNode) resource("Patient").at("/identifier/0");
    }

    /** A second entry of this type, with a fullUrl of its own. */
    void repeat(String type) {
        for (JsonNode entry : entries()) {
            if (entry.at("/resource/resourceType").asText().equals(type)) {
                ObjectNode copy = entry.deepCopy();
                entries().add(copy.put("fullUrl", "urn:uuid:" + GpSystem.newId()));
                return;
            }
        }
    }
}
