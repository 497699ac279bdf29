package org.linkway.gateway.partner.mesh;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.linkway.referral.Person;
import org.linkway.routes.port.PartnerRefused;

/**
 * By whom MESH finds the practice (GPCM-SD-063): {@code GPPROVIDER_<NHS number>_<ddMMyyyy>_<family name>}. It is the person:
 * never log it.
 */
record MeshAddress(String value) {
    private static final DateTimeFormatter BORN = DateTimeFormatter.ofPattern("ddMMyyyy");

    /** @throws PartnerRefused where something is missing that MESH needs to find the practice */
    static MeshAddress of(String nhsNumber, Person person) {
        LocalDate born = person.birthDate().orElseThrow(() -> missing("birth date"));
        String family = person.name()
                .family()
                .map(it -> ascii(it).strip().replace("_", " "))
                .filter(it -> !it.isEmpty())
                .orElseThrow(() -> missing("family name"));
        if (family.contains("?")) {
            throw new PartnerRefused("MESH finds a practice by a family name in Latin letters, and this one is not."
                    + " Send the words to the practice by other means.");
        }
        return new MeshAddress(String.join("_", "GPPROVIDER", nhsNumber, BORN.format(born), family));
    }

    private static PartnerRefused missing(String what) {
        return new PartnerRefused("MESH finds a practice by NHS number, birth date and family name, and the " + what
                + " is not known. Add it to the referral.");
    }

    /** Headers hold ASCII: accents are left out, and what is left stands as a question mark. */
    static String ascii(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('\u2019', '\'')
                .replaceAll("\\p{Cntrl}", " ");
        return new String(plain.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "an address at MESH";
    }
}
