package org.linkway.fhir.terminology.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.stream.Stream;
import org.linkway.fuzz.Seed;
import org.linkway.fuzz.Target;

/** What terminology servers reply. */
public final class TerminologyAnswers {
    private TerminologyAnswers() {}

    public static Stream<Target> all() {
        AnswerReader reader = new AnswerReader(FhirContext.forR4Cached());
        List<Seed> seeds = List.of(Seed.json("""
                        {"resourceType": "Parameters", "parameter": [{"name": "result", "valueBoolean": true},
                         {"name": "display", "valueString": "Referral"}, {"name": "code", "valueCode": "306206005"},
                         {"name": "issues", "resource": {"resourceType": "OperationOutcome", "issue": [
                          {"severity": "warning", "code": "invalid", "details": {"coding": [{"system":
                           "http://hl7.org/fhir/tools/CodeSystem/tx-issue-type", "code": "invalid-display"}]}}]}}]}"""), Seed.json("""
                        {"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "not-found",
                         "details": {"text": "x"}, "diagnostics": "inferSystem"}]}"""), Seed.json("""
                        {"resourceType": "ValueSet", "url": "https://example.org/x", "expansion": {"total": 1, "contains": [
                         {"system": "http://snomed.info/sct", "code": "306206005", "display": "Referral"}]}}"""));
        return Stream.of(new Target("terminology-answer", 60, seeds, input -> {
            for (int status : new int[] {200, 404, 422, 500}) {
                Reply reply = new Reply(status, new String(input, UTF_8));
                reader.answer(reply);
                reader.expansion(reply);
                reader.refusal(reply);
            }
        }));
    }
}
