package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.conformance.blackbox.GpSystem.PlacedReferral;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.SenderSystem;
import org.linkway.conformance.partner.SingleResources;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.fhir.identifier.IdentifierSystem;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.WireFormat;

/**
 * The same request, sent many times at the same moment, does its work once, through whichever door it comes; the others are told
 * the same, or that it is being worked, or that it was. {@code -Dsenders=200} is the full size.
 */
@ParameterizedClass(name = "on {0}")
@MethodSource("sites")
@ExtendWith(SharedGateway.class)
class RacingSendersConformanceTest {
    private static final int SLICE = 10;
    private static final int SENDERS = Integer.getInteger("senders", SLICE);
    private static final SyntheticPeople PEOPLE = new SyntheticPeople();
    private static final String FHIR = WireFormat.JSON.mediaType();
    private static final String CANCEL = "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"cancelled\"}]";

    /** Where they race. */
    enum Site {
        H2,
        POSTGRESQL,
        TWO_NODES_ON_POSTGRESQL
    }

    /** Two nodes on PostgreSQL stand for one of them in the slice. */
    static Stream<Site> sites() {
        return Arrays.stream(Site.values()).filter(site -> SENDERS > SLICE || site != Site.POSTGRESQL);
    }

    private final GpReferral referral = GpReferral.of(PEOPLE.next());
    private final Site site;
    private final List<GpSystem> nodes;
    private final GpSystem gp;
    private final LinkWorkers workers;
    private final SenderSystem own;
    private String race = "";
    private int referralsBefore;

    RacingSendersConformanceTest(Site site, GatewayProcess onH2, TwoNodes onPostgres, SenderSystem own) {
        this.site = site;
        this.nodes = switch (site) {
            case H2 -> List.of(onH2.gp());
            case POSTGRESQL -> List.of(onPostgres.first().gp());
            case TWO_NODES_ON_POSTGRESQL ->
                List.of(onPostgres.first().gp(), onPostgres.second().gp());
        };
        this.gp = nodes.get(0);
        this.workers = (site == Site.H2 ? onH2 : onPostgres.first()).linkWorkers();
        this.own = own;
    }

    @BeforeEach
    void countReferrals(TestInfo test) {
        race = test.getDisplayName();
        referralsBefore = workers.all().size();
    }

    @Test
    void transactionsUnderOneRequestIdOpenOneReferral() throws Exception {
        Request transaction =
                post("/fhir", GpSystem.text(referral.transaction())).underOneId();

        opensOne(transaction, Set.of(200), Set.of(425), GpSystem::placed);
    }

    @Test
    void transactionsWithoutARequestIdOpenOneReferral() throws Exception {
        opensOne(post("/fhir", GpSystem.text(referral.transaction())), Set.of(200), Set.of(), GpSystem::placed);
    }

    @Test
    void transactionsThatCreateOnlyWhatIsNotHereOpenOneReferral() throws Exception {
        Request transaction = post("/fhir", GpSystem.text(conditional()));

        opensOne(transaction, Set.of(200), Set.of(), GpSystem::placed);
    }

    @Test
    void conditionalTransactionsUnderOneRequestIdOpenOneReferral() throws Exception {
        Request transaction = post("/fhir", GpSystem.text(conditional())).underOneId();

        opensOne(transaction, Set.of(200), Set.of(425), GpSystem::placed);
    }

    @Test
    void messagesUnderOneRequestIdOpenOneReferral() throws Exception {
        Request message = post(GpSystem.MESSAGE_DOOR, GpSystem.text(referral.barsMessage()))
                .with("X-Correlation-Id", GpSystem.newId())
                .underOneId();

        opensOne(message, Set.of(200), Set.of(425, 409), RacingSendersConformanceTest::echoed);
    }

    @Test
    void messagesWithOneIdentifierOpenOneReferral() throws Exception {
        Request message = post(GpSystem.MESSAGE_DOOR, GpSystem.text(referral.barsMessage()))
                .with("X-Correlation-Id", GpSystem.newId());

        opensOne(
                number -> message.with("X-Request-Id", GpSystem.newId()),
                Set.of(200),
                Set.of(409),
                RacingSendersConformanceTest::echoed);
    }

    @Test
    void tasksForAKeptRequestOpenOneReferral() throws Exception {
        opensOne(post("/fhir/Task", GpSystem.text(keptHere())), Set.of(200, 201), Set.of(), Located::of);
    }

    @Test
    void tasksUnderOneRequestIdOpenOneReferral() throws Exception {
        Request task = post("/fhir/Task", GpSystem.text(keptHere())).underOneId();

        opensOne(task, Set.of(201), Set.of(425), Located::of);
    }

    @Test
    void tasksForARequestInTheSendersOwnSystemOpenOneReferral() throws Exception {
        opensOne(post("/fhir/Task", GpSystem.text(heldBySender())), Set.of(200, 201), Set.of(), Located::of);
    }

    @Test
    void tasksForARequestInTheSendersOwnSystemUnderOneRequestIdOpenOneReferral() throws Exception {
        Request task = post("/fhir/Task", GpSystem.text(heldBySender())).underOneId();

        opensOne(task, Set.of(201), Set.of(425), Located::of);
    }

    @Test
    void changesOfOneVersionAreMadeOnce() throws Exception {
        PlacedReferral placed = gp.refer(referral);

        cancelsOnce(placed, put(placed), Set.of(412));
    }

    @Test
    void changesUnderOneRequestIdAreMadeOnce() throws Exception {
        PlacedReferral placed = gp.refer(referral);

        cancelsOnce(placed, put(placed).underOneId(), Set.of(425));
    }

    @Test
    void patchesOfOneVersionAreMadeOnce() throws Exception {
        PlacedReferral placed = gp.refer(referral);

        cancelsOnce(placed, patch(placed), Set.of(412));
    }

    @Test
    void patchesUnderOneRequestIdAreMadeOnce() throws Exception {
        PlacedReferral placed = gp.refer(referral);

        cancelsOnce(placed, patch(placed).underOneId(), Set.of(425));
    }

    @Test
    void batchesUnderOneRequestIdChangeOnce() throws Exception {
        PlacedReferral placed = gp.refer(referral);

        cancelsOnceInABatch(placed, batch(placed).underOneId(), Set.of(425));
    }

    @Test
    void batchesWithoutARequestIdChangeOnce() throws Exception {
        PlacedReferral placed = gp.refer(referral);

        cancelsOnceInABatch(placed, batch(placed), Set.of(412));
    }

    @Test
    void abortTasksUnderOneRequestIdCancelOnce() throws Exception {
        PlacedReferral placed = gp.refer(referral);
        String abort = """
                {"resourceType": "Task", "status": "requested", "intent": "order", "focus": {"reference": "Task/%s"},
                 "code": {"coding": [{"system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "abort"}]}}""".formatted(placed.taskId());
        Request request = post("/fhir/Task", abort).underOneId();

        List<Answer> made = answers(number -> request, Set.of(201), Set.of(425));

        assertThat(made.stream().map(Located::of).distinct()).hasSize(1);
        assertThat(eventsOf(placed)).containsExactly("received", "cancellation-requested");
    }

    @Test
    void personsThatAreCreatedOnlyWhereTheyAreNotHereAreOne() throws Exception {
        List<Answer> made = answers(number -> person(), Set.of(200, 201), Set.of());

        assertThat(made.stream().filter(it -> it.status() == 201)).hasSize(1);
        isOnePerson(made);
    }

    @Test
    void personsUnderOneRequestIdAreOne() throws Exception {
        Request person = person().underOneId();

        isOnePerson(answers(number -> person, Set.of(201), Set.of(425)));
    }

    private void isOnePerson(List<Answer> made) {
        assertThat(made.stream().map(Located::of).distinct()).hasSize(1);
        assertThat(gp.read("Patient?" + hasNhsNumber()).bundle().getEntry()).hasSize(1);
        assertThat(workers.all()).hasSize(referralsBefore);
    }

    private void opensOne(Request request, Set<Integer> won, Set<Integer> late, Function<Answer, Object> ids)
            throws InterruptedException, ExecutionException {
        opensOne(number -> request, won, late, ids);
    }

    /** @param ids what an answer says was made */
    private void opensOne(Numbered requests, Set<Integer> won, Set<Integer> late, Function<Answer, Object> ids)
            throws InterruptedException, ExecutionException {
        List<Answer> made = answers(requests, won, late);

        assertThat(made.stream().map(ids).distinct()).hasSize(1);
        assertThat(workers.all()).hasSize(referralsBefore + 1);
        assertThat(gp.read("ServiceRequest?" + hasIdentifier()).bundle().getEntry())
                .hasSize(1);
    }

    private void cancelsOnce(PlacedReferral placed, Request request, Set<Integer> late)
            throws InterruptedException, ExecutionException {
        List<Answer> made = answers(number -> request, Set.of(200), late);

        assertThat(made.stream().map(Answer::body).distinct()).hasSize(1);
        wasCancelledOnce(placed);
    }

    /** Each batch is answered; what each request in it came to stands there. */
    private void cancelsOnceInABatch(PlacedReferral placed, Request request, Set<Integer> late)
            throws InterruptedException, ExecutionException {
        List<Answer> made = answers(number -> request, Set.of(200), Set.of());

        Map<String, Long> entries = made.stream()
                .map(it ->
                        it.bundle().getEntryFirstRep().getResponse().getStatus().substring(0, 3))
                .collect(Collectors.groupingBy(it -> it, TreeMap::new, Collectors.counting()));
        tell("the requests in these", entries);
        assertThat(entries).containsKey("200");
        assertThat(entries.keySet()).allMatch(it -> it.equals("200") || late.contains(Integer.valueOf(it)));
        wasCancelledOnce(placed);
    }

    private void wasCancelledOnce(PlacedReferral placed) {
        assertThat(eventsOf(placed)).containsExactly("received", "cancelled-by-sender");
        Answer task = gp.read("Task/" + placed.taskId()).expect(200);
        assertThat(task.header("ETag")).contains("W/\"2\"");
        assertThat(task.resource(Task.class).getStatus()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(workers.all()).hasSize(referralsBefore + 1);
    }

    /** But for the concern that each of these referrals raises, and who has seen it. */
    private List<String> eventsOf(PlacedReferral placed) {
        return StreamSupport.stream(workers.referral(placed).get("events").spliterator(), false)
                .map(event -> event.get("type").asText())
                .filter(type -> !type.startsWith("concern-"))
                .toList();
    }

    /**
     * Sends all at once; gives the answers that say it is done, at least one.
     *
     * @param won the statuses of those
     * @param late the statuses that the others may have
     */
    private List<Answer> answers(Numbered requests, Set<Integer> won, Set<Integer> late)
            throws InterruptedException, ExecutionException {
        List<Answer> answers =
                AtOnce.send(SENDERS, number -> requests.number(number).sendTo(nodes.get(number % nodes.size())));

        tell(
                race,
                answers.stream().collect(Collectors.groupingBy(Answer::status, TreeMap::new, Collectors.counting())));
        answers.stream().filter(it -> !won.contains(it.status())).forEach(it -> assertLate(it, late));
        List<Answer> made =
                answers.stream().filter(it -> won.contains(it.status())).toList();
        assertThat(made).isNotEmpty();
        return made;
    }

    private static void assertLate(Answer answer, Set<Integer> late) {
        assertThat(late).as(answer.body()).contains(answer.status());
        assertThat(answer.header("Retry-After").isPresent()).isEqualTo(answer.status() == 425);
        if (answer.status() == 409) {
            Refusals.assertRefused(answer, GatewayError.DUPLICATE);
        }
    }

    /** In a campaign, for whoever reads its log. */
    private void tell(String what, Map<?, Long> counts) {
        if (SENDERS > SLICE) {
            System.out.printf("%s, %s: %s%n", site, what, counts);
        }
    }

    private static Request post(String path, String body) {
        return new Request("POST", path, body, FHIR, Map.of());
    }

    private Request put(PlacedReferral placed) {
        Task task = gp.task(placed).setStatus(TaskStatus.CANCELLED);
        return new Request(
                "PUT", "/fhir/Task/" + placed.taskId(), GpSystem.text(task), FHIR, Map.of("If-Match", "W/\"1\""));
    }

    private static Request patch(PlacedReferral placed) {
        return new Request(
                "PATCH",
                "/fhir/Task/" + placed.taskId(),
                CANCEL,
                "application/json-patch+json",
                Map.of("If-Match", "W/\"1\""));
    }

    private Request batch(PlacedReferral placed) {
        Bundle batch = new Bundle().setType(BundleType.BATCH);
        batch.addEntry()
                .setResource(gp.task(placed).setStatus(TaskStatus.CANCELLED))
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl("Task/" + placed.taskId())
                .setIfMatch("W/\"1\"");
        return post("/fhir", GpSystem.text(batch));
    }

    private Request person() {
        Patient patient = (Patient) referral.transaction().getEntryFirstRep().getResource();
        patient.getGeneralPractitioner().clear();
        return post("/fhir/Patient", GpSystem.text(patient)).with("If-None-Exist", hasNhsNumber());
    }

    private String hasNhsNumber() {
        return "identifier=" + IdentifierSystem.NHS_NUMBER.uri() + "%7C"
                + referral.person().nhsNumber();
    }

    private String hasIdentifier() {
        Identifier identifier = referral.transaction().getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(ServiceRequest.class::isInstance)
                .map(it -> ((ServiceRequest) it).getIdentifierFirstRep())
                .findFirst()
                .orElseThrow();
        return "identifier=" + identifier.getSystem() + "%7C" + identifier.getValue();
    }

    /** The person and the request are created only where they are not here. */
    private Bundle conditional() {
        Bundle transaction = referral.transaction();
        transaction.getEntry().forEach(entry -> {
            if (entry.getResource() instanceof Patient) {
                entry.getRequest().setIfNoneExist(hasNhsNumber());
            }
            if (entry.getResource() instanceof ServiceRequest) {
                entry.getRequest().setIfNoneExist(hasIdentifier());
            }
        });
        return transaction;
    }

    private Task keptHere() {
        return new SingleResources(referral.transaction())
                .placeAllButTheTask(resource -> new IdType(gp.create(resource, Map.of())
                                .expect(201)
                                .header("Location")
                                .orElseThrow())
                        .toUnqualifiedVersionless()
                        .getValue());
    }

    private Task heldBySender() {
        return new SingleResources(referral.transaction()).placeAllButTheTask(resource -> own.hold(withId(resource)));
    }

    private static Resource withId(Resource resource) {
        resource.setId(GpSystem.newId());
        return resource;
    }

    private static Object echoed(Answer answer) {
        return answer.bundle().getEntry().stream()
                .map(entry -> entry.getResource().getId())
                .toList();
    }

    /** Where a created resource is, as its answer says. */
    private record Located(String place) {
        static Object of(Answer answer) {
            return new Located(new IdType(answer.header("Location").orElseThrow())
                    .toUnqualifiedVersionless()
                    .getValue());
        }
    }

    /** The request of each of the senders. */
    @FunctionalInterface
    private interface Numbered {
        Request number(int number);
    }

    /** Written once, so that all send the same bytes. */
    private record Request(String method, String path, String body, String contentType, Map<String, String> headers) {
        Request with(String header, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(header, value);
            return new Request(method, path, body, contentType, more);
        }

        Request underOneId() {
            return with("X-Request-Id", GpSystem.newId());
        }

        Answer sendTo(GpSystem node) {
            return node.send(method, path, body, contentType, headers);
        }
    }
}
