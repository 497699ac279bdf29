package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.validation.Issue.Position;

class PositionsTest {
    private static final String JSON = """
            {"resourceType": "Bundle",
              "entry": [
                {"resource": {"resourceType": "Patient"}},
                {"resource": {"resourceType": "Observation",
                  "valueQuantity": {"value": 7},
                  "_status": {"id": "a"},
                  "note": [{"text": "one"},
                    {"text": "two"}],
                  "component": []}}]}""";

    private static final String XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Bundle xmlns="http://hl7.org/fhir">
              <!-- <entry> -->
              <entry><resource><Patient/></resource></entry>
              <entry>
                <resource>
                  <Observation>
                    <status id="a"/>
                    <valueQuantity>
                      <value
                        value="7"/>
                    </valueQuantity>
                    <note><text value="one"/></note><note><text value="two"/></note>
                  </Observation>
                </resource>
              </entry>
            </Bundle>""";

    @Test
    void findsElementsInJson() {
        assertThat(json("Bundle")).isEqualTo(at(1, 1));
        assertThat(json("Bundle.entry[1]")).isEqualTo(at(4, 5));
        assertThat(json("Bundle.entry[1].resource")).isEqualTo(at(4, 6));
        assertThat(json("Bundle.entry[1].resource.note[1].text")).isEqualTo(at(8, 10));
        assertThat(json("Bundle.entry[1].resource.component")).isEqualTo(at(9, 7));
    }

    @Test
    void findsAChoiceByItsPlainNameAndWhatAccompaniesAValue() {
        assertThat(json("Bundle.entry[1].resource.value")).isEqualTo(at(5, 7));
        assertThat(json("Bundle.entry[1].resource.value.value")).isEqualTo(at(5, 25));
        assertThat(json("Bundle.entry[1].resource.status")).isEqualTo(at(6, 7));
        assertThat(xml("Bundle.entry[1].resource.value.value")).isEqualTo(at(10, 11));
    }

    @Test
    void findsElementsInXmlWhereTheirTagsBegin() {
        assertThat(xml("Bundle.entry[0].resource")).isEqualTo(at(4, 10));
        assertThat(xml("Bundle.entry[1].resource.status")).isEqualTo(at(8, 9));
        assertThat(xml("Bundle.entry[1].resource.note[1].text")).isEqualTo(at(13, 47));
    }

    @Test
    void ofWhatIsMissingItFindsWhatWasToHoldIt() {
        assertThat(json("Bundle.entry[1].resource.subject.reference")).isEqualTo(at(4, 6));
        assertThat(xml("Bundle.entry[1].resource.note[7].text")).isEqualTo(at(6, 5));
    }

    @Test
    void countsLinesWhateverEndsThem() {
        String windows = XML.replace("\n", "\r\n");

        assertThat(Positions.of(windows, WireFormat.XML, List.of("Bundle.entry[1].resource.status"))
                        .of("Bundle.entry[1].resource.status"))
                .contains(at(8, 9));
    }

    private static Position at(int line, int column) {
        return new Position(line, column);
    }

    private static Position json(String expression) {
        return Positions.of(JSON, WireFormat.JSON, List.of(expression))
                .of(expression)
                .orElseThrow();
    }

    private static Position xml(String expression) {
        return Positions.of(XML, WireFormat.XML, List.of(expression))
                .of(expression)
                .orElseThrow();
    }
}
