package org.linkway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.fhir.profile.PackageTargets;
import org.linkway.fhir.terminology.server.TerminologyAnswers;
import org.linkway.gateway.fhir.EdgeTargets;
import org.linkway.gateway.fhir.search.SearchTargets;
import org.linkway.gateway.local.LocalTargets;
import org.linkway.gateway.partner.PartnerTargets;

/**
 * Whatever comes, it is answered, and soon. The build gives each target a few inputs, always the same; for as long as wanted:
 * see {@code docs/operating.md}. An input that fails is shortened and put into {@code target/fuzz}; once it is understood, it
 * goes to {@code src/test/resources/fuzz/<target>/<what-was-wrong>}, and is tried for ever.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzTest {
    private static final Path KEPT = Path.of("src/test/resources/fuzz");
    private static final Path FOUND = Path.of("target/fuzz");
    /** What libraries load when they first meet something is not growth. */
    private static final long MOST_GROWTH = 48 << 20;

    private PartnerTargets partners;
    private List<Target> targets;

    @BeforeAll
    void gather() throws Exception {
        // HAPI's validator asserts what does not always hold. Programs run without.
        ClassLoader.getSystemClassLoader().setPackageAssertionStatus("org.hl7.fhir", false);
        partners = new PartnerTargets();
        targets = Stream.of(
                        ReaderTargets.all(),
                        TaskTargets.all(),
                        HeaderTargets.all(),
                        ItkTargets.all(),
                        TerminologyAnswers.all(),
                        PackageTargets.all(),
                        EdgeTargets.all(),
                        SearchTargets.all(),
                        LocalTargets.all(),
                        partners.all())
                .flatMap(it -> it)
                .toList();
    }

    @AfterAll
    void close() {
        partners.close();
    }

    List<Target> targets() {
        return targets;
    }

    @ParameterizedTest
    @MethodSource("targets")
    void answersWhateverComes(Target target) throws Exception {
        Campaign campaign = new Campaign(target);
        campaign.warmUp();
        Spoiler spoiler = new Spoiler(Length.seed() + target.name().hashCode());
        if (Length.isLong()) {
            campaign.give(spoiler, Length.whole().dividedBy(targets.size()));
        } else {
            campaign.give(spoiler, target.tries());
        }
        campaign.end();
        if (Length.isLong()) {
            System.out.printf(
                    "%-20s %8d inputs, slowest %d ms, %d failures%n",
                    target.name(),
                    campaign.given(),
                    campaign.slowest().toMillis(),
                    campaign.failures().size());
        }
        assertThat(written(target, campaign.failures())).isEmpty();
    }

    /** After a warm-up, as much again leaves no more behind, in whatever is kept for later. */
    @Test
    void keepsNothingOfWhatCame() {
        assumeTrue(Length.isLong(), "only in a long campaign");
        Spoiler spoiler = new Spoiler(Length.seed());
        Duration each = Length.whole().dividedBy(4L * targets.size());
        List<Long> live = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            for (Target target : targets) {
                Campaign campaign = new Campaign(target);
                campaign.give(spoiler, each);
                campaign.end();
            }
            live.add(liveBytes());
            System.out.printf("after round %d: %d MiB live%n", round + 1, live.get(round) >> 20);
        }
        assertThat(live.get(3) - live.get(1)).isLessThan(MOST_GROWTH);
    }

    @ParameterizedTest
    @MethodSource("targets")
    void answersWhatOnceWentWrong(Target target) throws IOException {
        Campaign campaign = new Campaign(target);
        for (Path kept : kept(target)) {
            assertThat(campaign.failure(Files.readAllBytes(kept)))
                    .as(kept.toString())
                    .isEmpty();
        }
        campaign.end();
    }

    /** So that a renamed target does not lose what is kept for it. */
    @Test
    void whatIsKeptBelongsToATarget() throws IOException {
        try (Stream<Path> folders = Files.list(KEPT)) {
            assertThat(folders.map(it -> it.getFileName().toString()))
                    .isSubsetOf(targets.stream().map(Target::name).toList());
        }
    }

    private static List<Path> kept(Target target) throws IOException {
        Path folder = KEPT.resolve(target.name());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static List<String> written(Target target, List<Map.Entry<String, byte[]>> failures) throws IOException {
        List<String> written = new ArrayList<>();
        for (Map.Entry<String, byte[]> failure : failures) {
            Path file = FOUND.resolve(target.name())
                    .resolve(Integer.toHexString(failure.getKey().hashCode()));
            Files.createDirectories(file.getParent());
            Files.write(file, failure.getValue());
            written.add(failure.getKey() + " for " + file);
        }
        return written;
    }

    private static long liveBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
