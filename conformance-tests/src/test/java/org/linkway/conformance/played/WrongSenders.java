package org.linkway.conformance.played;

import static org.linkway.conformance.played.Wrong.body;
import static org.linkway.conformance.played.Wrong.in;
import static org.linkway.conformance.played.Wrong.missing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.stream.Stream;

/** Senders that do one thing wrong each. */
final class WrongSenders {
    private static final String NEW = "new";
    private static final String UPDATE = "update";
    private static final String CANCELLATION = "cancellation";
    private static final String NOBODY = "\"urn:uuid:00000000-0000-4000-8000-00000000dead\"";

    private WrongSenders() {}

    static Stream<Wrong> all() {
        return Stream.of(requests(), messages(), headers(), referrals(), people(), later(), cancellations(), others())
                .flatMap(it -> it);
    }

    private static Stream<Wrong> requests() {
        return Stream.of(
                in(NEW, "sends no X-Request-Id", call -> call.without("X-Request-Id"), "BARS-request-ids"),
                in(
                        NEW,
                        "sends an X-Request-Id that is no UUID",
                        call -> call.with("X-Request-Id", "17"),
                        "BARS-request-ids"),
                in(
                        "read-to-change",
                        "reads without X-Correlation-Id",
                        call -> call.without("X-Correlation-Id"),
                        "BARS-request-ids"),
                in(
                        "discovery",
                        "asks with an X-Correlation-Id that is no UUID",
                        call -> call.with("X-Correlation-Id", "none of these"),
                        "BARS-request-ids"),
                in(
                        NEW,
                        "does not say for which service it is",
                        call -> call.without("NHSD-Target-Identifier"),
                        "BARS-target-identifier"),
                in(
                        "search",
                        "says the service in plain text",
                        call -> call.with("NHSD-Target-Identifier", "9999999999"),
                        "BARS-target-identifier"),
                in(NEW, "sends no use-context", call -> call.without("use-context"), "BARS-use-context"),
                in(
                        NEW,
                        "has the use context in another order",
                        call -> call.with("use-context", "referral|a5t1|servicerequest-request|new"),
                        "BARS-use-context"),
                in(
                        NEW,
                        "says its organisation in plain text",
                        call -> call.with("NHSD-End-User-Organisation", "Z99999"),
                        "BARS-access-headers-content"),
                in(
                        NEW,
                        "says a software without its version",
                        call -> call.with("NHSD-Requesting-Software", GoodSender.encoded("""
                                {"resourceType": "Device", "identifier": [{"value": "1"}], "deviceName": []}""")),
                        "BARS-access-headers-content"),
                in(
                        NEW,
                        "says a practitioner without a role",
                        call -> call.with("NHSD-Requesting-Practitioner", GoodSender.encoded("""
                                {"resourceType": "PractitionerRole", "identifier": [{"value": "1"}]}""")),
                        "BARS-access-headers-content"));
    }

    private static Stream<Wrong> messages() {
        return Stream.of(
                in(NEW, "sends what is no FHIR", call -> call.saying("A referral"), "BARS-sender-refers"),
                body(
                        NEW,
                        "gives a time that is none",
                        "ServiceRequest/authoredOn",
                        "\"yesterday\"",
                        "BARS-sender-refers"),
                in(
                        NEW,
                        "sends its message as a transaction",
                        call -> call.to(""),
                        "BARS-message-posted",
                        "BARS-sender-refers"),
                body(NEW, "sends a collection", "type", "\"collection\"", "BARS-message-posted"),
                body(
                        NEW,
                        "sends a referral that is a draft",
                        "ServiceRequest/status",
                        "\"draft\"",
                        "BARS-sender-refers"),
                body(NEW, "gives the Bundle no id", "id", "", "BARS-bundle-id", "BARS-bundle-id-kept"),
                body(NEW, "names no profile of the Bundle", "meta/profile", "", "BARS-bars-profiles"),
                body(
                        NEW,
                        "names no profile of the MessageHeader",
                        "MessageHeader/meta/profile",
                        "",
                        "BARS-bars-profiles"),
                body(
                        NEW,
                        "names a profile that is not BaRS's",
                        "ServiceRequest/meta/profile/0",
                        "\"https://a.example\"",
                        "BARS-bars-profiles"),
                body(NEW, "does not say when the Bundle was updated", "meta/lastUpdated", "", "BARS-last-updated"),
                body(NEW, "does not say when a Flag was updated", "Flag/meta", "", "BARS-last-updated"),
                body(
                        NEW,
                        "updated one thing at another time",
                        "Flag/meta/lastUpdated",
                        "\"2026-01-01T10:00:00Z\"",
                        "BARS-last-updated-same"),
                body(NEW, "does not say when the message was put together", "timestamp", "", "BARS-bundle-timestamp"),
                body(NEW, "gives an entry no full URL", "entry/11/fullUrl", "", "BARS-full-urls"),
                in(
                        NEW,
                        "gives two entries the same full URL",
                        call -> call.saying(Edits.entries(
                                call.body(),
                                entries -> ((ObjectNode) entries.get(11))
                                        .set("fullUrl", entries.get(10).get("fullUrl")))),
                        "BARS-full-urls"),
                body(NEW, "refers to what is not there", "Flag/subject/reference", NOBODY, "BARS-references"),
                in(
                        NEW,
                        "begins with another entry",
                        call -> call.saying(Edits.entries(call.body(), entries -> entries.add(entries.remove(0)))),
                        "BARS-header-present"),
                in(
                        NEW,
                        "sends no second Organization",
                        call -> call.saying(Edits.entries(call.body(), entries -> entries.remove(8))),
                        "BARS-definition-kept",
                        "BARS-destination-receiver",
                        "BARS-references"));
    }

    private static Stream<Wrong> headers() {
        return Stream.of(
                body(
                        NEW,
                        "names another event",
                        "MessageHeader/eventCoding/code",
                        "\"booking-request\"",
                        "BARS-event",
                        "BARS-use-context"),
                body(
                        NEW,
                        "names no receiving organisation",
                        "MessageHeader/destination/0/receiver",
                        "",
                        "BARS-destination-receiver"),
                body(
                        NEW,
                        "names the service without its system",
                        "MessageHeader/destination/0/endpoint",
                        "\"9999999999\"",
                        "BARS-destination-endpoint"),
                body(
                        NEW,
                        "names another service than the request does",
                        "MessageHeader/destination/0/endpoint",
                        "\"https://fhir.nhs.uk/Id/dos-service-id|1\"",
                        "BARS-destination-endpoint"),
                in(
                        NEW,
                        "is sent by a person",
                        call -> call.saying(Edits.of(
                                call.body(),
                                "MessageHeader/sender/reference",
                                Edits.read(call.body()).at("/entry/4/fullUrl").toString())),
                        "BARS-sender-organisation"),
                body(NEW, "does not name its supplier", "MessageHeader/source/name", "", "BARS-source-name"),
                body(
                        NEW,
                        "does not say where responses go",
                        "MessageHeader/source/endpoint",
                        "\"https://gp.example\"",
                        "BARS-source-endpoint"),
                body(
                        NEW,
                        "gives a reason of its own",
                        "MessageHeader/reason/coding/0/system",
                        "\"https://gp.example/reasons\"",
                        "BARS-reason"),
                in(
                        NEW,
                        "is about the person",
                        call -> call.saying(Edits.of(
                                call.body(),
                                "MessageHeader/focus/0/reference",
                                Edits.read(call.body()).at("/entry/4/fullUrl").toString())),
                        "BARS-focus"),
                body(NEW, "has no focus", "MessageHeader/focus", "", "BARS-focus"),
                body(NEW, "names no definition", "MessageHeader/definition", "", "BARS-definition"),
                body(
                        NEW,
                        "names the definition of bookings",
                        "MessageHeader/definition",
                        "\"https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request\"",
                        "BARS-definition"));
    }

    private static Stream<Wrong> referrals() {
        return Stream.of(
                body(NEW, "gives the referral an id", "ServiceRequest/id", "\"1\"", "BARS-no-ids-in-new"),
                body(NEW, "bases the referral on nothing", "ServiceRequest/basedOn", "", "BARS-request-based-on"),
                body(NEW, "sends an order", "ServiceRequest/intent", "\"order\"", "BARS-request-intent"),
                body(
                        NEW,
                        "leaves out the category's display",
                        "ServiceRequest/category/0/coding/0/display",
                        "",
                        "BARS-request-category"),
                body(
                        NEW,
                        "leaves out the use case",
                        "ServiceRequest/category/0/coding/1",
                        "",
                        "BARS-request-category",
                        "BARS-use-context"),
                body(NEW, "refers nobody", "ServiceRequest/subject", "", "BARS-request-subject"),
                body(NEW, "leaves out the encounter", "ServiceRequest/encounter", "", "BARS-request-encounter"),
                body(
                        NEW,
                        "gives a day without a time",
                        "ServiceRequest/authoredOn",
                        "\"2026-11-23\"",
                        "BARS-times-instant"));
    }

    private static Stream<Wrong> people() {
        return Stream.of(
                body(
                        NEW,
                        "names no UK Core profile of the person",
                        "Patient/meta/profile",
                        "",
                        "BARS-uk-core-profiles"),
                body(
                        NEW,
                        "names no UK Core profile of an organisation",
                        "Organization/meta/profile",
                        "",
                        "BARS-uk-core-profiles"),
                body(
                        NEW,
                        "writes the NHS number with spaces",
                        "Patient/identifier/0/value",
                        "\"999 000 0018\"",
                        "BARS-patient-nhs-number",
                        "BARS-update-ids",
                        "BARS-bundle-id-kept",
                        "BARS-last-updated-later"),
                body(NEW, "ranks no contact", "Patient/contact/0/extension", "", "BARS-patient-contact"),
                body(
                        NEW,
                        "does not say how a contact is related",
                        "Patient/contact/0/relationship",
                        "",
                        "BARS-patient-contact-relationship"),
                body(
                        NEW,
                        "gives no phone",
                        "Patient/contact/0/telecom/0/system",
                        "\"email\"",
                        "BARS-patient-contact-phone"),
                body(
                        NEW,
                        "gives the first contact no number",
                        "Patient/contact/0/telecom/0/value",
                        "",
                        "BARS-patient-contact-phone"),
                in(
                        NEW,
                        "has a person as GP",
                        call -> call.saying(Edits.of(
                                call.body(),
                                "Patient/generalPractitioner/0/reference",
                                Edits.read(call.body()).at("/entry/5/fullUrl").toString())),
                        "BARS-patient-gp"),
                body(NEW, "sends an organisation without a name", "Organization/name", "", "BARS-organisation"),
                body(
                        NEW,
                        "sends an organisation without an ODS code",
                        "Organization/identifier",
                        "",
                        "BARS-organisation"));
    }

    private static Stream<Wrong> later() {
        return Stream.of(
                in(
                        UPDATE,
                        "changes under another correlation id",
                        call -> call.with("X-Correlation-Id", "6f0c3c34-3b2b-4a2c-9d43-5f8a4a9d2f11"),
                        "BARS-update-ids"),
                body(UPDATE, "changes under another Bundle.id", "id", "\"another\"", "BARS-bundle-id-kept"),
                body(
                        UPDATE,
                        "says that nothing has changed since",
                        "ServiceRequest/meta/lastUpdated",
                        "\"2026-01-01T10:00:00Z\"",
                        "BARS-last-updated-later"),
                missing("changes what it has not read", Set.of("search", "read-to-change"), "BARS-cancel-read-first"));
    }

    private static Stream<Wrong> cancellations() {
        return Stream.of(
                missing(
                        "cancels what it has not read",
                        Set.of("search", "read-to-change", "read-to-cancel", UPDATE),
                        "BARS-cancel-read-first"),
                in(
                        "read-to-cancel",
                        "reads by an id of its own",
                        call -> call.to("/ServiceRequest/17"),
                        "BARS-read-address"),
                in(
                        "search",
                        "searches by no person",
                        call -> call.to("/ServiceRequest?status=active"),
                        "BARS-read-address"),
                body(
                        CANCELLATION,
                        "cancels by another event",
                        "MessageHeader/eventCoding/code",
                        "\"booking-request\"",
                        "BARS-cancel-event"),
                body(
                        CANCELLATION,
                        "cancels by the reason new",
                        "MessageHeader/reason/coding/0/code",
                        "\"new\"",
                        "BARS-cancel-reason-code"),
                body(
                        CANCELLATION,
                        "cancels by the definition of referrals",
                        "MessageHeader/definition",
                        "\"https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-referral\"",
                        "BARS-cancel-definition"),
                body(
                        CANCELLATION,
                        "cancels by an id of its own",
                        "ServiceRequest/id",
                        "\"6f0c3c34-3b2b-4a2c-9d43-5f8a4a9d2f11\"",
                        "BARS-cancel-ids"),
                body(CANCELLATION, "cancels without the person's id", "Patient/id", "", "BARS-cancel-ids"),
                body(
                        CANCELLATION,
                        "cancels what stays active",
                        "ServiceRequest/status",
                        "\"active\"",
                        "BARS-cancel-status"),
                body(
                        CANCELLATION,
                        "cancels what is based on nothing",
                        "ServiceRequest/basedOn",
                        "",
                        "BARS-request-based-on"),
                body(
                        CANCELLATION,
                        "cancels what has no encounter",
                        "ServiceRequest/encounter",
                        "",
                        "BARS-request-encounter"),
                in(
                        CANCELLATION,
                        "cancels nothing",
                        call -> call.saying(Edits.entries(call.body(), entries -> entries.remove(1))),
                        "BARS-sender-cancels",
                        "BARS-cancel-status",
                        "BARS-cancel-ids",
                        "BARS-cancel-read-first",
                        "BARS-request-based-on",
                        "BARS-request-encounter"));
    }

    private static Stream<Wrong> others() {
        return Stream.of(
                body(
                        "retry",
                        "sends another message when it tries again",
                        "ServiceRequest/priority",
                        "\"urgent\"",
                        "LW-sender-retry-same"),
                in(
                        "discovery",
                        "asks which messages are taken, and of nothing",
                        call -> call.to("/MessageDefinition"),
                        "LW-sender-discovery-context"),
                body("transaction", "sends a batch", "type", "\"batch\"", "LW-sender-transaction-whole"),
                in(
                        "transaction",
                        "sends no Task",
                        call -> call.saying(Edits.entries(call.body(), entries -> entries.remove(5))),
                        "LW-sender-transaction-whole",
                        "LW-sender-task-focus"),
                in(
                        "transaction",
                        "sends a Task about the person",
                        call -> call.saying(Edits.of(
                                call.body(),
                                "Task/focus/reference",
                                Edits.read(call.body()).at("/entry/0/fullUrl").toString())),
                        "LW-sender-task-focus"),
                in(
                        "cancel-task",
                        "changes a Task without If-Match",
                        call -> call.without("If-Match"),
                        "LW-sender-task-if-match"),
                in(
                        "cancel-task",
                        "changes another version than it read",
                        call -> call.with("If-Match", "W/\"7\""),
                        "LW-sender-task-if-match"));
    }
}
