package org.linkway.routes.port;

import java.util.Optional;
import java.util.Set;

/** Which link workers' platform works a referral that comes in. */
public interface Workers {

    /**
     * The party that works what is addressed so.
     *
     * @param addressees every service ({@code <system>|<id>}, or an id alone) and every ODS code that the message names as whom
     *     it is for; may be none
     * @return empty where it cannot be told: several platforms work here, and the message names none of them, or more than one
     */
    Optional<String> among(Set<String> addressees);
}
