package org.linkway.fhir.terminology;

import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;

/** A code that knows its FHIR face. */
public interface Coded {

    /** The URI of the code system. */
    String system();

    String code();

    /** The code's own words, as its code system has them. */
    String display();

    default Coding toCoding() {
        return new Coding(system(), code(), display());
    }

    /** The one of these that has this code in this system. */
    static <C extends Coded> Optional<C> find(C[] all, String system, String code) {
        return Stream.of(all)
                .filter(coded -> coded.system().equals(system) && coded.code().equals(code))
                .findFirst();
    }
}
