package org.linkway.conformance.blackbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The practices of a campaign, and by which channel each takes what is for its records. */
enum CampaignPractice {
    NORTH("Z99991", Channel.FHIR),
    SOUTH("Z99992", Channel.FHIR),
    BY_DOCUMENT("Z99993", Channel.MESH),
    BY_MESSAGE("Z99994", Channel.BARS),
    BY_READING("Z99995", Channel.PULL);

    private final String odsCode;
    private final Channel channel;

    CampaignPractice(String odsCode, Channel channel) {
        this.odsCode = odsCode;
        this.channel = channel;
    }

    /** As the gateway's settings and entries call them. */
    enum Channel {
        FHIR,
        MESH,
        BARS,
        PULL;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    String odsCode() {
        return odsCode;
    }

    Channel channel() {
        return channel;
    }

    boolean isBy(Channel other) {
        return channel == other;
    }

    static Optional<CampaignPractice> of(String odsCode) {
        return Arrays.stream(values())
                .filter(practice -> practice.odsCode.equals(odsCode))
                .findFirst();
    }
}
