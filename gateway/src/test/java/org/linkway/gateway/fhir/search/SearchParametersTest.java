package org.linkway.gateway.fhir.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.SearchParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.fhir.profile.LinkwayPackage;

/** Each parameter is what its definition says, FHIR's own or Linkway's. */
class SearchParametersTest {
    private static final String ALL_OF_R4 = "/org/hl7/fhir/r4/model/sp/search-parameters.json";
    private static final Map<String, SearchParameter> DEFINED = Stream.concat(ofR4(), ofLinkway())
            .collect(Collectors.toMap(SearchParameter::getUrl, Function.identity(), (one, same) -> one));

    private static Stream<SearchParameter> ofR4() {
        try (InputStream all = SearchParametersTest.class.getResourceAsStream(ALL_OF_R4)) {
            return FhirContext.forR4Cached()
                    .newJsonParser()
                    .parseResource(Bundle.class, new String(all.readAllBytes(), UTF_8))
                    .getEntry()
                    .stream()
                    .map(entry -> (SearchParameter) entry.getResource());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<SearchParameter> ofLinkway() {
        return LinkwayPackage.builtIn().resources().stream()
                .filter(resource -> resource.type().equals("SearchParameter"))
                .map(resource -> (SearchParameter) resource.parsed());
    }

    @ParameterizedTest
    @MethodSource
    void isDefinedSo(org.linkway.gateway.fhir.search.SearchParameter offered) {
        SearchParameter defined = DEFINED.get(offered.definition());

        assertThat(defined).as(offered.definition()).isNotNull();
        assertThat(defined.getType().toCode()).isEqualTo(offered.kind().name().toLowerCase(Locale.ROOT));
        assertThat(defined.getBase()).anyMatch(base -> base.getCode().equals(offered.type()));
        assertThat(offered.name()).startsWith(defined.getCode());
        offered.paths()
                .forEach(path -> assertThat(defined.getExpression())
                        .contains(offered.type() + "." + path.replaceFirst("\\[.*", "")));
    }

    static Stream<org.linkway.gateway.fhir.search.SearchParameter> isDefinedSo() {
        return SearchParameters.types().stream().flatMap(type -> SearchParameters.of(type).values().stream());
    }

    @Test
    void offersAllThatLinkwayDefines() {
        assertThat(isDefinedSo().map(org.linkway.gateway.fhir.search.SearchParameter::definition))
                .containsAll(ofLinkway().map(SearchParameter::getUrl).toList());
    }
}
