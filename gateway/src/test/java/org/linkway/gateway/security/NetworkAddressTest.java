package org.linkway.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:ffff:0:0:1, true",
        "2001:db8:1:2::1, 2001:0db8:0001:0002:0:0:0:9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "fe80:0:0:0:0:0:0:1%0, fe80:0:0:0:0:0:0:2%0, true",
        "not an address, not an address, true",
    })
    void isOneForAllThatOneCallerMayHave(String one, String other, boolean isTheSame) {
        assertThat(NetworkAddress.of(one).equals(NetworkAddress.of(other))).isEqualTo(isTheSame);
    }
}
