package org.linkway.translation;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What this gateway accepts, by configuration.
 *
 * @param useCases the BaRS use-case codes that are served here, in any case; there is no national one for social prescribing
 * @param acceptFailingNhsNumbers lets NHS numbers through whose check digit fails, for published test messages;
 *     production refuses this switch
 */
public record InboundRules(Set<String> useCases, boolean acceptFailingNhsNumbers) {
    public InboundRules {
        useCases = useCases.stream().map(it -> it.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
