package org.linkway.fhir.terminology;

import java.util.Optional;
import java.util.stream.Stream;

/** The codes of others that Linkway itself reads: nobody need be asked about them, whether their package is mounted or not. */
final class KnownCodes {
    private KnownCodes() {}

    static boolean contains(String system, String code) {
        return Stream.of(
                        NhsNumberStatus.fromCode(system, code),
                        PreferredContactMethod.fromCode(system, code),
                        MessageEvent.fromCode(system, code),
                        MessageReason.fromCode(system, code))
                .anyMatch(Optional::isPresent);
    }
}
