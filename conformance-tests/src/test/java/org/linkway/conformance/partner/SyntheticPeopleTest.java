package org.linkway.conformance.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.identifier.NhsNumber;

class SyntheticPeopleTest {
    private final List<String> numbers = Stream.generate(new SyntheticPeople()::next)
            .limit(5000)
            .map(SyntheticPerson::nhsNumber)
            .toList();

    @Test
    void nhsNumbersHoldAndAreOfTheTestRange() {
        assertThat(numbers)
                .allMatch(number ->
                        number.startsWith("999") && NhsNumber.fault(number).isEmpty());
    }

    @Test
    void nobodyIsMadeUpTwice() {
        assertThat(numbers).doesNotHaveDuplicates();
    }

    @Test
    void oneSeedMakesTheSamePeopleUp() {
        assertThat(new SyntheticPeople(7).next()).isEqualTo(new SyntheticPeople(7).next());
        assertThat(new SyntheticPeople(7).next()).isNotEqualTo(new SyntheticPeople(8).next());
    }
}
