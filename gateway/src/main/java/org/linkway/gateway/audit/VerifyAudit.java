package org.linkway.gateway.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linkway.gateway.config.AuditProperties;
import org.linkway.gateway.config.SettingFault;
import org.linkway.gateway.store.AuditChain;
import org.linkway.gateway.store.AuditChain.Head;
import org.linkway.gateway.store.AuditChain.Verdict;

/** Reads the whole audit trail, holds it against the anchors, and says in a few lines whether it is as it was written. */
public final class VerifyAudit {
    /** What an operator copies out of the log is an anchor too. */
    private static final Pattern ANCHOR = Pattern.compile("(?:.*Audit anchor: )?([0-9]{1,18}) ([0-9a-f]{64})(?: .*)?");

    private final AuditChain chain;
    private final AuditProperties properties;

    public VerifyAudit(AuditChain chain, AuditProperties properties) {
        this.chain = chain;
        this.properties = properties;
    }

    /**
     * What it says.
     *
     * @param holds whether everything is as it was written
     */
    public record Report(boolean holds, List<String> lines) {}

    public Report verify() {
        List<Head> anchors = anchors();
        Verdict verdict = chain.verify(anchors);
        List<String> lines = new ArrayList<>();
        lines.add("Entries in the chain: " + verdict.entries() + "; not in it yet: " + verdict.waiting() + ".");
        verdict.head().ifPresent(head -> lines.add("Head: " + head.sequence() + " " + head.hash()));
        lines.add("Anchors held against it: " + anchors.size()
                + (anchors.isEmpty()
                        ? ". Without one, whoever made the whole chain anew, or cut its end, is not seen."
                        : "."));
        lines.add(verdict.fault().map(fault -> "FAULT: " + fault).orElse("The audit trail is as it was written."));
        return new Report(verdict.fault().isEmpty(), lines);
    }

    private List<Head> anchors() {
        List<Head> anchors = new ArrayList<>();
        for (String line : lines(properties.anchorFile())) {
            Matcher anchor = ANCHOR.matcher(line.strip());
            if (anchor.matches()) {
                anchors.add(new Head(Long.parseLong(anchor.group(1)), anchor.group(2)));
            } else if (!line.isBlank()) {
                throw new SettingFault("linkway.audit.anchor-file", "A line of this file is no anchor.");
            }
        }
        return anchors;
    }

    private static List<String> lines(Optional<String> file) {
        try {
            return file.isPresent() ? Files.readAllLines(Path.of(file.get()), StandardCharsets.UTF_8) : List.of();
        } catch (IOException failure) {
            throw new SettingFault("linkway.audit.anchor-file", "This file cannot be read.");
        }
    }
}
