package org.linkway.conformance.suite;

import java.util.List;
import java.util.Map;
import org.linkway.conformance.partner.PracticeRecordPartner;
import org.linkway.conformance.partner.SyntheticPeople;
import org.linkway.conformance.runner.ScriptResult;

/** A record that does as its suite asks. */
public final class GoodRecord {
    private GoodRecord() {}

    public static List<ScriptResult> results() {
        SyntheticPeople people = new SyntheticPeople();
        Map<String, String> two = Map.of(
                "person",
                people.next().nhsNumber(),
                "otherPerson",
                people.next().nhsNumber());
        try (PracticeRecordPartner record = PracticeRecordPartner.start()) {
            two.values().forEach(record::register);
            return Runs.of(Role.RECORD, script -> true, Map.of(1, Runs.at(record.baseUrl())), two);
        }
    }
}
