package org.linkway.gateway.partner;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linkway.routes.port.PartnerUnavailable;

class ConfiguredHostsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "http://[::ffff:169.254.169.254]/latest",
                "http://[::169.254.169.254]/latest",
                "http://[64:ff9b::a9fe:a9fe]/latest",
                "http://[2002:a9fe:a9fe::1]/latest",
                "http://[fd00:ec2::254]/latest",
                "http://[fe80::1]/fhir",
                "http://0.0.0.0/fhir",
                "http://[::]/fhir",
                "http://224.0.0.1/fhir",
                "http://255.255.255.255/fhir",
                "http://2852039166/latest",
                "file:///etc/passwd",
                "gopher://partner.example.org/",
                "partner.example.org/fhir"
            })
    void connectToNothingThatIsNobodys(String address) {
        assertThatThrownBy(() -> ConfiguredHosts.check(URI.create(address))).isInstanceOf(PartnerUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/fhir",
                "http://localhost/fhir",
                "http://[::1]/fhir",
                "https://10.20.30.40/fhir",
                "https://192.168.1.2/fhir",
                "https://[fd12:3456::1]/fhir",
                "https://93.184.216.34/fhir"
            })
    void connectToWhatAnOperatorMayName(String address) {
        assertThatNoException().isThrownBy(() -> ConfiguredHosts.check(URI.create(address)));
    }
}
