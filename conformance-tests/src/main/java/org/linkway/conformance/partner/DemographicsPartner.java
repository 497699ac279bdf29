package org.linkway.conformance.partner;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A demographics service on a port of this machine that speaks like PDS, and is told who lives where. */
public final class DemographicsPartner extends Partner {
    private final Map<String, Registration> registrations = new ConcurrentHashMap<>();
    private final PartnerServer server = new PartnerServer(PartnerServer.ANY_PORT, new DemographicsEndpoint(this));

    private DemographicsPartner() {}

    public static DemographicsPartner start() {
        return new DemographicsPartner();
    }

    /**
     * What it says of somebody.
     *
     * @param number the NHS number that stands, whichever is asked for
     * @param practiceOds where the person is registered
     */
    public record Registration(SyntheticPerson person, String number, String practiceOds, Note note) {}

    /** What is unusual. */
    public enum Note {
        NOTHING,
        /** The record is restricted (an S-flag). */
        RESTRICTED,
        /** A death was told, and is not registered yet. */
        DIED,
        /** The number was invalidated: nobody has it. */
        INVALIDATED,
        /** Somebody else, born on another day, has this number. */
        BORN_ON_ANOTHER_DAY
    }

    /** From now on it says this of whoever is asked for by this number. */
    public void say(String askedFor, Registration now) {
        registrations.put(askedFor, now);
    }

    Optional<Registration> of(String askedFor) {
        return Optional.ofNullable(registrations.get(askedFor));
    }

    /** The FHIR base. */
    @Override
    public String baseUrl() {
        return server.url() + DemographicsEndpoint.BASE;
    }

    @Override
    PartnerServer server() {
        return server;
    }
}
