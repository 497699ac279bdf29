package org.linkway.gateway.partner.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linkway.gateway.store.TestChanges;
import org.linkway.referral.Person;
import org.linkway.referral.Verification;
import org.linkway.routes.port.PartnerRefused;

/** By whom MESH is to find a practice. */
class MeshAddressTest {
    private static final Person KNOWN = TestChanges.person(Verification.VERIFIED);

    @ParameterizedTest
    @CsvSource({
        "Inventa, Inventa",
        "O\u2019Invented, O'Invented",
        "Invénta-Sämple, Inventa-Sample",
        "van Invented, van Invented",
        "In_vented, In vented"
    })
    void holdsTheFamilyNameInAscii(String family, String expected) {
        MeshAddress address = MeshAddress.of("9990000018", MeshRig.person(KNOWN, family));

        assertThat(address.value()).isEqualTo("GPPROVIDER_9990000018_31011950_" + expected);
        assertThat(address).hasToString("an address at MESH");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() ->
                        MeshAddress.of("9990000018", MeshRig.person(KNOWN, Optional.of("Inventa"), Optional.empty())))
                .isInstanceOf(PartnerRefused.class)
                .hasMessageContaining("the birth date is not known");
        assertThatThrownBy(
                        () -> MeshAddress.of("9990000018", MeshRig.person(KNOWN, Optional.empty(), KNOWN.birthDate())))
                .isInstanceOf(PartnerRefused.class)
                .hasMessageContaining("the family name is not known");
    }

    @Test
    void refusesANameThatNoHeaderCanHold() {
        assertThatThrownBy(() -> MeshAddress.of("9990000018", MeshRig.person(KNOWN, "\u738B")))
                .isInstanceOf(PartnerRefused.class)
                .hasMessageContaining("in Latin letters");
    }
}
