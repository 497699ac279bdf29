package org.linkway.conformance.suite;

import static org.linkway.conformance.suite.Misbehaviour.answered;
import static org.linkway.conformance.suite.Misbehaviour.asking;
import static org.linkway.conformance.suite.Misbehaviour.instead;
import static org.linkway.conformance.suite.Misbehaviour.telling;
import static org.linkway.conformance.suite.Misbehaviour.with;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.linkway.conformance.runner.Exchange;
import org.linkway.conformance.runner.Headers;
import org.linkway.conformance.runner.Request;
import org.linkway.conformance.suite.Misbehaviour.Front;

/** What a GP record can do wrong, each with the requirement that it does not keep. */
final class RecordMisbehaviours {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOCATION = "(Procedure|Observation|Communication|Provenance)/[A-Za-z0-9.-]+";
    private static final String OUTCOME = """
            {"resourceType": "OperationOutcome",
             "issue": [{"severity": "error", "code": "processing", "diagnostics": "Out of order."}]}""";

    private static final String TAKEN = """
            {"resourceType": "Bundle", "type": "transaction-response",
             "entry": [{"response": {"status": "201 Created", "location": "Procedure/lost/_history/1"}},
                       {"response": {"status": "201 Created", "location": "Provenance/lost/_history/1"}}]}""";
    private static final String NOTHING = "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"total\": 0}";

    private final String person;
    private final String otherPerson;

    /**
     * @param person the id of the one whose record the suite writes into
     * @param otherPerson the id of somebody else
     */
    RecordMisbehaviours(String person, String otherPerson) {
        this.person = "Patient/" + person;
        this.otherPerson = "Patient/" + otherPerson;
    }

    List<Misbehaviour> all() {
        return Stream.of(filing(), searching(), rewriting(), refusing())
                .flatMap(List::stream)
                .toList();
    }

    /** What is filed. */
    private List<Misbehaviour> filing() {
        return List.of(
                new Misbehaviour(
                        "says 500 to a transaction",
                        "LW-record-transaction",
                        instead(RecordMisbehaviours::isTransaction, 500, OUTCOME)),
                new Misbehaviour(
                        "says that it took an entry, and keeps nothing",
                        "LW-record-read-back",
                        instead(RecordMisbehaviours::isTransaction, 200, TAKEN)),
                new Misbehaviour(
                        "creates on no condition",
                        "LW-record-once",
                        asking(RecordMisbehaviours::isTransaction, RecordMisbehaviours::withoutCondition)),
                new Misbehaviour(
                        "files under another person",
                        "LW-record-right-person",
                        asking(RecordMisbehaviours::isTransaction, text -> text.replace(this.person, otherPerson))),
                new Misbehaviour(
                        "changes a code",
                        "LW-record-keeps-content",
                        asking(
                                RecordMisbehaviours::isTransaction,
                                text -> text.replace("871731000000106", "871691000000100"))),
                new Misbehaviour(
                        "cuts words off",
                        "LW-record-keeps-content",
                        asking(
                                RecordMisbehaviours::isTransaction,
                                text -> text.replace("\\nThe gardening group helped", ""))),
                new Misbehaviour(
                        "rounds a score",
                        "LW-record-keeps-content",
                        asking(RecordMisbehaviours::isTransaction, text -> text.replace("21.54", "22"))),
                new Misbehaviour(
                        "drops the identifier",
                        "LW-record-read-back",
                        telling(RecordMisbehaviours::isRead, text -> text.replace("Id/record-entry", "Id/mine"))),
                new Misbehaviour(
                        "loses the Provenance",
                        "LW-record-provenance",
                        instead(request -> request.url().contains("/Provenance/"), 404, OUTCOME)),
                new Misbehaviour(
                        "does not say which version stands there",
                        "LW-record-version",
                        telling(RecordMisbehaviours::isRead, text -> text.replace("versionId", "_version"))));
    }

    /** What is looked for. */
    private List<Misbehaviour> searching() {
        return List.of(
                new Misbehaviour(
                        "does not search by identifier",
                        "LW-record-search-identifier",
                        instead(request -> request.url().contains("?identifier="), 200, NOTHING)),
                new Misbehaviour(
                        "leaves the person out of account in a search",
                        "LW-record-not-under-another",
                        asking(
                                RecordMisbehaviours::isPostedSearch,
                                text -> text.replaceFirst("patient\\.identifier=[^&]*&", ""))),
                new Misbehaviour(
                        "leaves the code out of account in a search",
                        "LW-record-search-code",
                        asking(RecordMisbehaviours::isPostedSearch, text -> text.replaceFirst("&code=[^&]*", ""))),
                new Misbehaviour(
                        "finds nothing by a search that is posted",
                        "LW-record-search-posted",
                        instead(RecordMisbehaviours::isPostedSearch, 200, NOTHING)),
                new Misbehaviour("finds somebody by any number", "LW-record-finds-nobody", findsSomebody()),
                new Misbehaviour(
                        "finds nobody",
                        "LW-record-finds-person",
                        instead(request -> request.url().contains("/Patient"), 200, NOTHING)),
                new Misbehaviour(
                        "finds nothing in a person's record",
                        "LW-record-search-person",
                        instead(
                                request -> isPostedSearch(request)
                                        && !request.url().contains("/Patient/"),
                                200,
                                NOTHING)));
    }

    /** What is corrected or taken back. */
    private static List<Misbehaviour> rewriting() {
        return List.of(
                new Misbehaviour("ignores If-Match", "LW-record-stale-version", ignoresIfMatch()),
                new Misbehaviour(
                        "does not take back",
                        "LW-record-retracts",
                        asking(
                                RecordMisbehaviours::isTransaction,
                                text -> text.replace("entered-in-error\"", "final\""))),
                new Misbehaviour(
                        "brings back what was taken back",
                        "LW-record-retracted-stays",
                        asking(RecordMisbehaviours::isTransaction, RecordMisbehaviours::withoutCondition)),
                new Misbehaviour(
                        "writes a correction beside what stands there",
                        "LW-record-corrects",
                        asking(RecordMisbehaviours::isTransaction, RecordMisbehaviours::besides)));
    }

    /** What is wrong, and what is not there. */
    private List<Misbehaviour> refusing() {
        return List.of(
                new Misbehaviour("keeps half of a transaction", "LW-record-refused-whole", keepsHalf()),
                new Misbehaviour("files under an identifier of its own", "LW-record-identifier", addsIdentifier()),
                new Misbehaviour(
                        "files about somebody for an unknown person",
                        "LW-record-unknown-person",
                        asking(
                                RecordMisbehaviours::isTransaction,
                                text -> text.replaceAll("\"Patient/[^\"]*\"", "\"" + this.person + "\""))),
                new Misbehaviour(
                        "makes a person up",
                        "LW-record-makes-nobody",
                        instead(request -> request.body().text().contains("\"url\":\"Patient\""), 200, OUTCOME)),
                new Misbehaviour("takes what is no FHIR", "LW-record-fhir-only", takes("greeting")),
                new Misbehaviour("takes a collection", "LW-record-transaction-only", takes("\"collection\"")),
                new Misbehaviour(
                        "takes a Procedure as an Observation", "LW-record-request", takes("\"url\":\"Observation\"")),
                new Misbehaviour(
                        "does not say why it refuses",
                        "LW-record-refusal-says-why",
                        telling(request -> true, text -> text.replace("\"diagnostics\"", "\"_diagnosed\""))),
                new Misbehaviour(
                        "answers 200 for an unknown id",
                        "LW-record-unknown-id",
                        instead(request -> request.method().equals("GET"), 200, OUTCOME)),
                new Misbehaviour(
                        "does not say that it takes transactions",
                        "LW-record-capabilities",
                        telling(request -> true, text -> text.replace("\"transaction\"", "\"batch\""))));
    }

    private static String withoutCondition(String transaction) {
        return transaction.replaceAll(",\\s*\"ifNoneExist\"\\s*:\\s*\"[^\"]*\"", "");
    }

    private static String withoutVersion(String transaction) {
        return transaction.replaceAll(",\\s*\"ifMatch\"\\s*:\\s*\"(?:[^\"\\\\]|\\\\.)*\"", "");
    }

    private static boolean isTransaction(Request request) {
        return request.method().equals("POST") && request.url().endsWith("/fhir");
    }

    private static boolean isPostedSearch(Request request) {
        return request.url().contains("_search");
    }

    private static boolean isRead(Request request) {
        return request.method().equals("GET") && request.url().matches(".*/" + LOCATION);
    }

    private static String besides(String transaction) {
        boolean isCorrection = transaction.contains("\"Communication/");
        return !isCorrection
                ? transaction
                : withoutVersion(transaction)
                        .replaceFirst("\"id\"\\s*:\\s*\"[^\"]*\",", "")
                        .replaceFirst("\"PUT\"", "\"POST\"")
                        .replaceFirst("\"Communication/[^\"]*\"", "\"Communication\"");
    }

    private Front findsSomebody() {
        return asking(
                request -> isPostedSearch(request) && request.url().contains("/Patient/"),
                text -> "_id=" + this.person.substring("Patient/".length()));
    }

    private static Front ignoresIfMatch() {
        return (request, good) -> good.send(new Request(
                request.method(),
                request.url(),
                new Headers(request.lines().all().stream()
                        .filter(header -> !header.name().equals("If-Match"))
                        .toList()),
                with(request, withoutVersion(request.body().text())).body()));
    }

    /** Each entry for itself; what is told is what came of all. */
    private static Front keepsHalf() {
        return (request, good) -> {
            Exchange whole = good.send(request);
            if (isTransaction(request) && whole.response().status() / 100 == 4) {
                apart(request).forEach(good::send);
            }
            return whole;
        };
    }

    private static List<Request> apart(Request request) {
        JsonNode whole = json(request);
        return whole.findValues("entry").stream()
                .flatMap(entries -> StreamSupport.stream(entries.spliterator(), false))
                .map(entry -> {
                    ObjectNode one = JSON.createObjectNode()
                            .put("resourceType", "Bundle")
                            .put("type", "transaction");
                    one.putArray("entry").add(entry);
                    return with(request, one.toString());
                })
                .toList();
    }

    private static JsonNode json(Request request) {
        try {
            return JSON.readTree(request.body().text());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Front addsIdentifier() {
        return (request, good) -> {
            boolean lacks = isTransaction(request)
                    && json(request).at("/entry/0/resource").path("identifier").isMissingNode();
            String own = "\"identifier\":[{\"system\":\"https://fhir.linkway.org/Id/record-entry\",\"value\":\""
                    + UUID.randomUUID() + "\"}],\"status\"";
            return good.send(lacks ? with(request, request.body().text().replaceFirst("\"status\"", own)) : request);
        };
    }

    /** Says that it took what a good record refuses. */
    private static Front takes(String mark) {
        return (request, good) -> request.body().text().contains(mark)
                ? answered(request, 200, "{\"resourceType\": \"Bundle\", \"type\": \"transaction-response\"}")
                : good.send(request);
    }
}
