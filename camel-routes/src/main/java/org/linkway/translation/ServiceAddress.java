package org.linkway.translation;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.linkway.fhir.identifier.IdentifierSystem;

/**
 * A service by which BaRS routes: {@code <system>|<value>} in {@code MessageHeader.destination.endpoint}, the two apart in the
 * header {@code NHSD-Target-Identifier}. Published messages spell the system in several ways, so all of them are the same.
 */
public final class ServiceAddress {
    private final String system;
    private final String value;

    private ServiceAddress(String system, String value) {
        this.system = system;
        this.value = value;
    }

    static ServiceAddress of(String system, String value) {
        return new ServiceAddress(system.strip(), value.strip());
    }

    /** Reads {@code <system>|<value>}; a value alone is an id of the Directory of Services. */
    public static Optional<ServiceAddress> parse(String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        int bar = text.lastIndexOf('|');
        String value = text.substring(bar + 1).strip();
        String system = bar < 0 ? IdentifierSystem.DOS_SERVICE.uri() : text.substring(0, bar);
        return value.isEmpty() || system.isBlank() ? Optional.empty() : Optional.of(of(system, value));
    }

    public String system() {
        return system;
    }

    public String value() {
        return value;
    }

    private String normalised() {
        return system.toLowerCase(Locale.ROOT).replaceFirst("^http://", "https://");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ServiceAddress that
                && that.value.equals(value)
                && that.normalised().equals(normalised());
    }

    @Override
    public int hashCode() {
        return Objects.hash(normalised(), value);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return system + "|" + value;
    }
}
