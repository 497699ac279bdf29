package org.linkway.fhir.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.linkway.fhir.profile.MountedPackages;

/** A slice of {@link ReuseComparison}, with a fixed seed. */
class ReuseChangesNothingTest {
    private static final int DOCUMENTS = 60;
    private static final Path PACKAGES = Path.of("../../shared/packages");

    /** HAPI's FHIRPath engine stumbles over it where nothing has to be computed. */
    private static final Corpus.Document SCORE_THAT_IS_NO_NUMBER = new Corpus.Document(
            "a score that is no number",
            "{\"resourceType\": \"Observation\", \"status\": \"final\", \"code\": {\"text\": \"Score\"},"
                    + " \"valueQuantity\": {\"value\": \"Infinity\"}}",
            WireFormat.JSON,
            "http://hl7.org/fhir/StructureDefinition/Observation");

    /** What the short cuts past rules about contained resources must not pass over. */
    private static final Corpus.Document CONTAINED_IN_CONTAINED = new Corpus.Document(
            "contained resources that contain, with a version and a label",
            "{\"resourceType\": \"Patient\", \"contained\": [{\"resourceType\": \"Organization\", \"id\": \"a\","
                    + " \"name\": \"A\", \"meta\": {\"versionId\": \"1\", \"security\": [{\"display\": \"x\"}]},"
                    + " \"contained\": [{\"resourceType\": \"Organization\", \"id\": \"c\", \"name\": \"C\"}]},"
                    + " {\"resourceType\": \"Organization\", \"id\": \"b\", \"name\": \"B\"}],"
                    + " \"managingOrganization\": {\"reference\": \"#none\"}}",
            WireFormat.JSON,
            "http://hl7.org/fhir/StructureDefinition/Patient");

    @Test
    void theReusedValidatorSaysWhatStockSays() throws Exception {
        saysWhatStockSays(ValidatorSettings.plain());
    }

    @Test
    void soItDoesWithPackagesOfOthers() throws Exception {
        assumeTrue(Files.isDirectory(PACKAGES), "skipped: there are no packages at " + PACKAGES);
        saysWhatStockSays(new ValidatorSettings(MountedPackages.from(PACKAGES), UnknownProfiles.WARN));
    }

    private static void saysWhatStockSays(ValidatorSettings settings) throws Exception {
        ReuseComparison comparison = new ReuseComparison(settings, 8);
        List<Corpus.Document> documents = sample(comparison.corpus());
        List<List<RawIssue>> stock = comparison.stock(documents, 2);

        for (int threads : List.of(1, 8)) {
            ReuseComparison.Result result = comparison.compare(documents, stock, threads);

            assertThat(result.differences()).isEmpty();
            assertThat(result.withErrors()).isGreaterThan(DOCUMENTS / 2);
            assertThat(result.stockGaveUp()).isLessThan(DOCUMENTS / 10);
        }
    }

    /** Some of the good ones, and more of the spoilt. */
    private static List<Corpus.Document> sample(Corpus corpus) {
        int good = corpus.unspoilt();
        List<Corpus.Document> all = corpus.documents(3 * good, 20261122);
        Random random = new Random(20261122);
        List<Corpus.Document> unspoilt = new ArrayList<>(all.subList(0, good));
        List<Corpus.Document> spoilt = new ArrayList<>(all.subList(good, all.size()));
        Collections.shuffle(unspoilt, random);
        Collections.shuffle(spoilt, random);
        List<Corpus.Document> sample = new ArrayList<>(unspoilt.subList(0, DOCUMENTS / 4));
        sample.addAll(spoilt.subList(0, DOCUMENTS - sample.size()));
        sample.addAll(List.of(SCORE_THAT_IS_NO_NUMBER, CONTAINED_IN_CONTAINED));
        return sample;
    }
}
