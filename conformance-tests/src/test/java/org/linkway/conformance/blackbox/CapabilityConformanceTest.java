package org.linkway.conformance.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code /metadata} says what the package asks of a receiver, no less and no more. */
@ExtendWith(SharedGateway.class)
class CapabilityConformanceTest {
    private static final String EXPECTATION = "http://hl7.org/fhir/StructureDefinition/capabilitystatement-expectation";

    /** What can be done with everything that came with a referral, whatever its type. */
    private static final Set<String> READING = Set.of("read", "vread", "history-instance", "history-type");

    private final CapabilityStatement offered;
    private final CapabilityStatement asked;

    CapabilityConformanceTest(GatewayProcess gateway) {
        GpSystem gp = gateway.gp();
        offered = gp.read("metadata").expect(200).resource(CapabilityStatement.class);
        asked = gp.read("CapabilityStatement/receiver").expect(200).resource(CapabilityStatement.class);
    }

    @Test
    void offersWhatIsAskedOfAReceiverAndNothingElse() {
        Set<String> types = asked.getRestFirstRep().getResource().stream()
                .map(CapabilityStatementRestResourceComponent::getType)
                .collect(Collectors.toSet());

        assertThat(rows(offered, types::contains, element -> true))
                .isEqualTo(rows(asked, types::contains, CapabilityConformanceTest::isShall));
    }

    @Test
    void onlyReadsOtherTypes() {
        Set<String> types = asked.getRestFirstRep().getResource().stream()
                .map(CapabilityStatementRestResourceComponent::getType)
                .collect(Collectors.toSet());
        List<String> more = offered.getRestFirstRep().getResource().stream()
                .filter(resource -> !types.contains(resource.getType()))
                .flatMap(resource -> resource.getInteraction().stream()
                        .map(interaction -> interaction.getCode().toCode())
                        .filter(code -> !READING.contains(code))
                        .map(code -> resource.getType() + " " + code))
                .sorted()
                .toList();

        assertThat(more)
                .containsExactly(
                        "CapabilityStatement search-type",
                        "CodeSystem search-type",
                        "ConceptMap search-type",
                        "MessageDefinition search-type",
                        "NamingSystem search-type",
                        "SearchParameter search-type",
                        "StructureDefinition search-type",
                        "ValueSet search-type");
    }

    @Test
    void namesBothRolesAndItsOwnVersion() {
        assertThat(offered.getRest())
                .extracting(CapabilityStatementRestComponent::getMode)
                .containsExactly(RestfulCapabilityMode.SERVER, RestfulCapabilityMode.CLIENT);
        assertThat(offered.getSoftware().getName()).isEqualTo("Linkway");
        assertThat(offered.getFormat()).hasSize(2);
        assertThat(offered.getInstantiates().get(0).getValue()).isEqualTo(asked.getUrl());
    }

    private static boolean isShall(Element element) {
        return element.getExtensionByUrl(EXPECTATION)
                .getValue()
                .primitiveValue()
                .equals("SHALL");
    }

    /** Each thing that is offered, as a line. */
    private static Set<String> rows(
            CapabilityStatement statement, Predicate<String> ofType, Predicate<Element> counts) {
        CapabilityStatementRestComponent server = statement.getRestFirstRep();
        Stream<String> resources = server.getResource().stream()
                .filter(resource -> ofType.test(resource.getType()))
                .flatMap(resource -> Stream.concat(
                        resource.getInteraction().stream()
                                .filter(counts)
                                .map(interaction -> resource.getType() + " "
                                        + interaction.getCode().toCode()),
                        resource.getSearchParam().stream()
                                .filter(counts)
                                .map(parameter -> resource.getType() + " by " + parameter.getName() + " "
                                        + parameter.getType().toCode() + " " + parameter.getDefinition())));
        Stream<String> system = server.getInteraction().stream()
                .filter(counts)
                .map(interaction -> interaction.getCode().toCode());
        Stream<String> operations = server.getOperation().stream()
                .filter(counts)
                .map(operation -> "$" + operation.getName() + " " + operation.getDefinition());
        Stream<String> messages = statement.getMessaging().stream()
                .flatMap(messaging -> messaging.getSupportedMessage().stream())
                .filter(counts)
                .map(message -> message.getMode().toCode() + " " + message.getDefinition());
        return Stream.of(resources, system, operations, messages)
                .flatMap(rows -> rows)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
