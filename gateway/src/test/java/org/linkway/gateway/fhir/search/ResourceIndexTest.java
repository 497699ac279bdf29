package org.linkway.gateway.fhir.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.linkway.routes.port.SearchIndex.Entry;
import org.linkway.workflow.PublishedResource;

class ResourceIndexTest {
    private final ResourceIndex index = new ResourceIndex();

    @Test
    void knowsACodeBySystemAndCodeAndOfWordsThatTheyAreThere() {
        assertThat(index.entries(task("""
                "code":{"coding":[{"system":"s","code":"a"},{"code":"b"},{"display":"c"}],"text":"words"}"""))).containsExactlyInAnyOrder(entry("code", "s", "a"), entry("code", "", "b"));
        assertThat(index.entries(task("\"statusReason\":{\"text\":\"words\"}")))
                .containsExactly(entry("status-reason:present", "", ""));
    }

    @Test
    void knowsAReferenceByWhatItLeadsToAndByItsIdentifier() {
        assertThat(index.entries(task("""
                "focus":{"reference":"ServiceRequest/1/_history/2","identifier":{"system":"s","value":"v"}},
                "basedOn":[{"reference":"https://elsewhere.example/ServiceRequest/9"},{"reference":"#within"}]""")))
                .containsExactlyInAnyOrder(
                        entry("focus", "ServiceRequest", "1"),
                        entry("focus:identifier", "s", "v"),
                        entry("based-on", "", "https://elsewhere.example/ServiceRequest/9"));
    }

    @Test
    void knowsThatAnElementIsThereByWhateverValueItHas() {
        assertThat(index.entries(task("""
                "owner":{"identifier":{"system":"s","value":"v"}},"requester":{"display":"Invented Lane Surgery"},
                "for":{"reference":"#contained"},"authoredOn":"soon\"""")))
                .containsExactlyInAnyOrder(
                        entry("owner:identifier", "s", "v"),
                        entry("owner:present", "", ""),
                        entry("requester:present", "", ""),
                        entry("patient:present", "", ""),
                        entry("subject:present", "", ""),
                        entry("authored-on:present", "", ""));
    }

    @Test
    void takesOnlyAPatientForThePatient() {
        assertThat(index.entries(task("\"for\":{\"reference\":\"Group/1\"}")))
                .containsExactly(entry("subject", "Group", "1"));
    }

    @Test
    void picksTheOutcomeFromAmongTheOutputs() {
        assertThat(index.entries(task("""
                "output":[{"type":{"coding":[{"code":"other"}]},"valueCodeableConcept":{"coding":[{"code":"x"}]}},
                {"type":{"coding":[{"code":"outcome"}]},"valueCodeableConcept":{"coding":[{"code":"y"}]}}]"""))).containsExactly(entry("outcome", "", "y"));
    }

    @Test
    void leavesOutWhatNoDatabaseWouldIndex() {
        assertThat(index.entries(task("\"identifier\":[{\"value\":\"" + "x".repeat(501) + "\"}]")))
                .containsExactly(entry("identifier:present", "", ""));
    }

    @Test
    void readsNothingThatIsNotSearched() {
        assertThat(index.entries(new PublishedResource("Binary", "1", "gp", "no JSON")))
                .isEmpty();
    }

    private static PublishedResource task(String elements) {
        return new PublishedResource("Task", "1", "gp", "{\"resourceType\":\"Task\"," + elements + "}");
    }

    private static Entry entry(String name, String scope, String content) {
        return new Entry(name, scope, content, Optional.empty());
    }
}
