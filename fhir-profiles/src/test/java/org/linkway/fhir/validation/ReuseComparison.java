package org.linkway.fhir.validation;

import ca.uhn.fhir.context.FhirContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.linkway.fhir.profile.MountedPackages;

/**
 * HAPI's validator as its documentation makes it, beside ours, over the same documents. As a command, at full size: see
 * {@code docs/operating.md}.
 */
final class ReuseComparison {
    private final FhirContext fhir = FhirContext.forR4();
    private final Corpus corpus = new Corpus(fhir);
    private final ProfileValidator stock;
    private final ProfileValidator reused;

    /** @param differences between the two on documents that stock answers for */
    record Result(int documents, long withErrors, long stockGaveUp, List<String> differences) {}

    ReuseComparison(ValidatorSettings settings, int atOnce) {
        stock = new ProfileValidator(fhir, settings, FhirInstanceValidator::new);
        reused = new ProfileValidator(fhir, settings, support -> new WarmInstanceValidator(support, atOnce));
    }

    Corpus corpus() {
        return corpus;
    }

    List<List<RawIssue>> stock(List<Corpus.Document> documents, int threads) throws Exception {
        return onThreads(threads, documents, document -> RawIssue.all(stock, document));
    }

    /** Each document is validated on one of these threads, in the order of the list as far as threads allow. */
    Result compare(List<Corpus.Document> documents, List<List<RawIssue>> expected, int threads) throws Exception {
        List<List<RawIssue>> actual = onThreads(threads, documents, document -> RawIssue.all(reused, document));
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            if (!gaveUp(expected.get(i)) && !actual.get(i).equals(expected.get(i))) {
                differences.add(difference(documents.get(i), expected.get(i), actual.get(i)));
            }
        }
        return new Result(
                documents.size(),
                expected.stream().filter(ReuseComparison::anyError).count(),
                expected.stream().filter(ReuseComparison::gaveUp).count(),
                differences);
    }

    private static String difference(Corpus.Document document, List<RawIssue> expected, List<RawIssue> actual) {
        List<RawIssue> missing = new ArrayList<>(expected);
        actual.forEach(missing::remove);
        List<RawIssue> added = new ArrayList<>(actual);
        expected.forEach(added::remove);
        return document.name() + ": missing " + missing + ", added " + added;
    }

    private static boolean anyError(List<RawIssue> issues) {
        return issues.stream().anyMatch(issue -> List.of("ERROR", "FATAL").contains(issue.severity()));
    }

    private static boolean gaveUp(List<RawIssue> issues) {
        return issues.stream().anyMatch(RawIssue::isFailure);
    }

    private static <R> List<R> onThreads(
            int threads, List<Corpus.Document> documents, Function<Corpus.Document, R> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<R>> futures = new ArrayList<>();
            documents.forEach(document -> futures.add(executor.submit(() -> work.apply(document))));
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdown();
        }
    }

    /** {@code <documents> [<seed> [<folder of packages>]]} */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        ValidatorSettings settings = args.length > 2
                ? new ValidatorSettings(MountedPackages.from(Path.of(args[2])), UnknownProfiles.WARN)
                : ValidatorSettings.plain();
        ReuseComparison comparison = new ReuseComparison(settings, 8);
        List<Corpus.Document> documents = comparison.corpus().documents(count, seed);
        List<List<RawIssue>> stock = comparison.stock(documents, 2);
        for (int threads : List.of(1, 2, 8)) {
            Result result = comparison.compare(documents, stock, threads);
            System.out.printf(
                    "%d documents (%d as published or written, the others spoilt with seed %d), %d threads: %d with errors, %d differ, stock gave up on %d%n",
                    result.documents(),
                    Math.min(count, comparison.corpus().unspoilt()),
                    seed,
                    threads,
                    result.withErrors(),
                    result.differences().size(),
                    result.stockGaveUp());
            result.differences().forEach(System.out::println);
        }
    }
}
