package org.linkway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.ResourceReading;
import org.linkway.gateway.config.ReferralJson;
import org.linkway.gateway.store.StoredReferral;
import org.linkway.referral.Referral;
import org.linkway.referral.ReferralEvent;
import org.linkway.referral.SenderPolicy;
import org.linkway.translation.Gathering;
import org.linkway.translation.Mapped;
import org.linkway.translation.SentTask;
import org.linkway.translation.SubscriptionTranslation;
import org.linkway.translation.TaskPatch;
import org.linkway.workflow.Body;
import org.linkway.workflow.Party;
import org.linkway.workflow.PublishedResource;
import tools.jackson.databind.json.JsonMapper;

/** Tasks as their senders change them, whole and by patches, and subscriptions. */
final class TaskTargets {
    private static final int TRIES = 15;
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final Party SENDER = new Party("gp", Party.Kind.SENDER, "GP", Set.of());
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final PublishedResource STANDING =
            new PublishedResource("Task", UUID.randomUUID().toString(), "gp", Examples.example("Linkway-Task-full"));
    private static final Referral REFERRAL =
            referral(StoredReferral.ofVersion(2).get(0));

    private TaskTargets() {}

    static Stream<Target> all() {
        List<Seed> tasks = Examples.json("Linkway-DoorTask", "Linkway-Task");
        return Stream.of(
                tasks("task-json", tasks),
                tasks("task-xml", Examples.xml(tasks)),
                subscriptions(),
                new Target("json-patch", 200, jsonPatches(), input -> applied(TaskPatch.ofJson(Body.of(input)))),
                new Target(
                        "fhirpath-patch",
                        TRIES,
                        List.of(
                                Seed.json(patch("replace", "Task.status")),
                                Seed.json(patch("insert", "Task.note")),
                                Seed.json(patch("move", "Task.identifier"))),
                        TaskTargets::patch),
                new Target(
                        "fhirpath",
                        TRIES,
                        fhirPaths(),
                        input ->
                                patch(patch("replace", new String(input, UTF_8)).getBytes(UTF_8))));
    }

    private static Target tasks(String name, List<Seed> seeds) {
        String contentType = ReaderTargets.contentType(seeds);
        return new Target(name, TRIES, seeds, input -> {
            ResourceReading reading = ReaderTargets.READER.readAtDoor(input, contentType, "Task");
            ReaderTargets.isSaid(reading.resource().isPresent(), reading.issues());
            if (reading.resource().isPresent()) {
                SentTask task = ReaderTargets.TRANSLATION.sentTask(reading);
                task.focusTask();
                task.cancellation("x", SENDER, NOW, UUID::randomUUID);
                task.changes(STANDING, REFERRAL, SenderPolicy.COW, SENDER, NOW, UUID::randomUUID);
                Gathering gathering = ReaderTargets.TRANSLATION.gathering(task);
                while (gathering.wanted().isPresent()) {
                    // Nothing of it is here.
                }
            }
        });
    }

    private static Target subscriptions() {
        SubscriptionTranslation translation = new SubscriptionTranslation(FHIR, () -> "https://gateway.example/fhir");
        List<Seed> seeds = List.of(
                Seed.json(Examples.ofTheReadme("subscription.json").replace("{own}", "https://subscriber.example")));
        return new Target("subscription", TRIES, seeds, input -> {
            ResourceReading reading =
                    ReaderTargets.READER.readAtDoor(input, ReaderTargets.contentType(seeds), "Subscription");
            ReaderTargets.isSaid(reading.resource().isPresent(), reading.issues());
            if (reading.resource().isPresent()) {
                translation.id(reading);
                translation
                        .toModel(reading, "x", SENDER, NOW)
                        .match(
                                (subscription, warnings) -> translation.published(reading, subscription),
                                issues -> ReaderTargets.isSaid(false, issues));
            }
        });
    }

    private static List<Seed> jsonPatches() {
        return List.of(Seed.json(Examples.ofTheReadme("cancel.patch.json")), Seed.json("""
                        [{"op": "copy", "from": "/identifier/0", "path": "/identifier/-"},
                         {"op": "move", "from": "/status", "path": "/description"},
                         {"op": "remove", "path": "/note/0"}, {"op": "add", "path": "", "value": {}}]"""));
    }

    private static void patch(byte[] parameters) {
        ResourceReading reading = ReaderTargets.READER.readResource(parameters, "application/fhir+json", "Parameters");
        ReaderTargets.isSaid(reading.resource().isPresent(), reading.issues());
        if (reading.resource().isPresent()) {
            applied(ReaderTargets.TRANSLATION.taskPatch(reading));
        }
    }

    private static void applied(TaskPatch patch) {
        Mapped<Body> applied = patch.appliedTo(STANDING);
        Optional<List<Issue>> refused = applied.match((body, warnings) -> Optional.empty(), Optional::of);
        refused.ifPresent(issues -> ReaderTargets.isSaid(false, issues));
    }

    private static String patch(String type, String path) {
        return JsonMapper.shared()
                .readTree("""
                        {"resourceType": "Parameters", "parameter": [{"name": "operation", "part": [
                          {"name": "type", "valueCode": "%s"},
                          {"name": "path", "valueString": %s},
                          {"name": "name", "valueString": "note"},
                          {"name": "index", "valueInteger": 0},
                          {"name": "source", "valueInteger": 0},
                          {"name": "destination", "valueInteger": 0},
                          {"name": "value", "valueCode": "cancelled"}]}]}""".formatted(type, JsonMapper.shared().writeValueAsString(path)))
                .toString();
    }

    private static List<Seed> fhirPaths() {
        return Seed.texts(
                "Task.status",
                "Task.note[0].text",
                "Task.input.where(type.text = 'x').value",
                "Task.descendants().where($this is Coding).first()",
                "Task.identifier.select(value & system).repeat(children())",
                "Task.description.matches('^(a|aa)+$')",
                "Task.description.replaceMatches('(.*)*x', '$1')",
                "iif(Task.status = 'x', Task.note, 1 'mg' / 0) | 2026-11-23T10:00:00 + 1 year",
                "Task.extension('https://example.org/x').value.ofType(string).substring(0, 99999999999)",
                "Task.for.resolve().toInteger().round(-1).power(9999) as decimal",
                "%context.aggregate($this + $total, 0).trace('x') ~ {} and today() > now() - 3 days",
                "Task.contained.all(id.exists() implies id.length() > 3).not()");
    }

    private static Referral referral(StoredReferral stored) {
        JsonMapper json = ReferralJson.mapper();
        return json.treeToValue(stored.document(), Referral.class)
                .withHistory(
                        stored.events().stream()
                                .map(event -> json.treeToValue(event, ReferralEvent.class))
                                .toList(),
                        List.of());
    }
}
