package org.linkway.fhir.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Linkway's own FHIR package, which is built with this module and the only form in which its definitions are read. */
public final class LinkwayPackage {
    public static final String NAME = "linkway.fhir.r4";
    public static final String VERSION = "0.1.0";

    /** What the canonical URLs of everything in it start with. */
    public static final String CANONICAL = "https://fhir.linkway.org";

    /** Where it stands on the class path. */
    static final String PATH = "fhir/" + NAME + "-" + VERSION + ".tgz";

    private LinkwayPackage() {}

    public static FhirPackage builtIn() {
        return Held.PACKAGE;
    }

    /** Read once, and not before somebody asks. */
    private static final class Held {
        static final FhirPackage PACKAGE = read();

        private static FhirPackage read() {
            try (InputStream in = LinkwayPackage.class.getResourceAsStream("/" + PATH)) {
                if (in == null) {
                    throw new PackageFault("/" + PATH + " is missing from this build: build it anew with Maven.");
                }
                return FhirPackage.read(NAME + "-" + VERSION + ".tgz", in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
