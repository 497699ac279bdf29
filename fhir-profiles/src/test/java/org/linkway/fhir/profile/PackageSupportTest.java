package org.linkway.fhir.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linkway.fhir.profile.TestPackage.BASE;
import static org.linkway.fhir.profile.TestPackage.profile;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.stream.IntStream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;

class PackageSupportTest {
    private static final String PATIENT = "http://hl7.org/fhir/StructureDefinition/Patient";

    private final ConceptMap map = (ConceptMap)
            new ConceptMap().setUrl("https://packages.example/ConceptMap/map").setId("map");
    private final PackageSupport support = new PackageSupport(
            FhirContext.forR4Cached(),
            List.of(
                    TestPackage.of("example.one", "1.0.0")
                            .with(profile("shared", "1.9.0", PATIENT))
                            .with(map)
                            .withFile(
                                    "package/ValueSet-broken.json",
                                    "{\"resourceType\": \"ValueSet\", \"url\": \"https://packages.example/ValueSet/broken\", \"id\": \"broken\", \"version\": \"1\", \"status\": \"drafty\"}")
                            .read(),
                    TestPackage.of("example.two", "1.0.0")
                            .with(profile("shared", "1.10.0", PATIENT))
                            .read()));

    @Test
    void findsADefinitionByItsUrl() {
        assertThat(version(BASE + "shared")).as("the highest").isEqualTo("1.10.0");
    }

    @Test
    void findsADefinitionByItsUrlAndVersion() {
        assertThat(version(BASE + "shared|1.9.0")).isEqualTo("1.9.0");
        assertThat(support.fetchStructureDefinition(BASE + "shared|1.9")).isNull();
    }

    @Test
    void findsDefinitionsOfAnyTypeAndConfusesNone() {
        assertThat(support.fetchResource(ConceptMap.class, map.getUrl())).isInstanceOf(ConceptMap.class);
        assertThat(support.fetchResource(ValueSet.class, map.getUrl())).isNull();
        IBaseResource ofAnyType = support.fetchResource(null, BASE + "shared");
        assertThat(ofAnyType).isInstanceOf(StructureDefinition.class);
        assertThat(support.fetchCodeSystem(BASE + "shared")).isNull();
    }

    @Test
    void parsesNothingBeforeItIsAskedFor() {
        assertThat(version(BASE + "shared")).as("beside a broken definition").isNotNull();
    }

    @Test
    void givesEverybodyTheSameInstance() {
        assertThat(IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(i -> support.fetchStructureDefinition(BASE + "shared"))
                        .distinct())
                .hasSize(1);
    }

    private String version(String url) {
        return ((StructureDefinition) support.fetchStructureDefinition(url)).getVersion();
    }
}
