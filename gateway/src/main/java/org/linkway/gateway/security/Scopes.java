package org.linkway.gateway.security;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What scopes allow: those of SMART App Launch 2.2 for FHIR ({@code system/Task.cruds}; {@code .read} and {@code .write} of
 * version 1 are taken too), and Linkway's own for the rest.
 */
public final class Scopes {
    /** Reads the local API. */
    public static final String LOCAL_READ = "local.read";
    /** Writes on the local API. */
    public static final String LOCAL_WRITE = "local.write";
    /** Reads the gateway's own figures. */
    public static final String METRICS = "metrics.read";

    static final Set<String> OF_SENDERS = Set.of("system/*.cruds");
    static final Set<String> OF_WORKERS = Set.of(LOCAL_READ, LOCAL_WRITE);

    private static final Pattern SMART = Pattern.compile("system/([A-Z][A-Za-z]+|\\*)\\.(c?r?u?d?s?|read|write|\\*)");

    private Scopes() {}

    static Set<String> ofRoles(Collection<Role> roles) {
        return roles.stream().map(Role::scope).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it is one that this gateway gives. */
    static boolean isKnown(String scope) {
        Matcher smart = SMART.matcher(scope);
        return Set.of(LOCAL_READ, LOCAL_WRITE, METRICS).contains(scope)
                || (smart.matches() && !smart.group(2).isEmpty());
    }

    /**
     * Whether one of the scopes allows an interaction.
     *
     * @param type of the resource, {@code Task}
     * @param letter of the interaction: c, r, u, d or s
     */
    static boolean allow(Collection<String> scopes, String type, char letter) {
        return scopes.stream()
                .map(SMART::matcher)
                .filter(Matcher::matches)
                .anyMatch(scope -> (scope.group(1).equals("*") || scope.group(1).equals(type))
                        && letters(scope.group(2)).indexOf(letter) >= 0);
    }

    /** Whether everything that the asked scope allows is allowed by the held ones. */
    static boolean cover(Collection<String> held, String asked) {
        Matcher smart = SMART.matcher(asked);
        return held.contains(asked)
                || (smart.matches()
                        && letters(smart.group(2))
                                .chars()
                                .allMatch(letter -> allow(held, smart.group(1), (char) letter)));
    }

    private static String letters(String given) {
        return switch (given) {
            case "read" -> "rs";
            case "write" -> "cud";
            case "*" -> "cruds";
            default -> given;
        };
    }
}
