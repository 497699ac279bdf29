package org.linkway.gateway.fhir;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of BaRS Core, by which sender and receiver settle what they speak: the same major is compatible (SemVer). */
record CoreVersion(int major, int minor, int patch) implements Comparable<CoreVersion> {
    /** The newest whose pages Linkway was built by. */
    static final CoreVersion SERVED = new CoreVersion(1, 2, 2);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})[.](\\d{1,4})(?:[.](\\d{1,4}))?(?:-[0-9a-z.-]+)?");

    static Optional<CoreVersion> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new CoreVersion(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** What is spoken with a sender that asks for these: the highest of them that is compatible, or ours where that is lower. */
    static Optional<CoreVersion> settled(List<String> asked) {
        return asked.stream()
                .flatMap(it -> parse(it).stream())
                .filter(it -> it.major == SERVED.major)
                .max(Comparator.naturalOrder())
                .map(it -> it.compareTo(SERVED) < 0 ? it : SERVED);
    }

    @Override
    public int compareTo(CoreVersion other) {
        return Comparator.comparingInt(CoreVersion::major)
                .thenComparingInt(CoreVersion::minor)
                .thenComparingInt(CoreVersion::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
