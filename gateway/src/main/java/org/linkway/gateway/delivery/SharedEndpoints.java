package org.linkway.gateway.delivery;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.linkway.gateway.config.MeshProperties;
import org.linkway.gateway.config.PartnerProperties;
import org.linkway.gateway.config.RecordProperties;
import org.linkway.referral.Practice;
import org.linkway.workflow.RecordChannel;
import org.linkway.workflow.RecordDestination;

/**
 * The address of each destination that shares it with others, as it is configured: of practices without a FHIR base of their own,
 * or with the same one, and of those by MESH. Any other destination is by itself, under its name. So are those by BaRS: what
 * answers at one address there passes on what many systems said.
 */
final class SharedEndpoints implements UnaryOperator<String> {
    private final RecordProperties records;
    private final String elsewhere;
    private final Optional<String> mesh;
    private final Map<String, Long> practicesAt;

    SharedEndpoints(RecordProperties records, PartnerProperties partners, MeshProperties mesh) {
        this.records = records;
        this.elsewhere = written(partners.recordEndpoint());
        this.mesh = Optional.ofNullable(mesh.url()).filter(it -> !it.isBlank()).map(SharedEndpoints::written);
        this.practicesAt = records.practices().values().stream()
                .flatMap(it -> it.base().stream())
                .map(SharedEndpoints::written)
                .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
    }

    @Override
    public String apply(String destination) {
        return RecordDestination.practice(destination)
                .flatMap(odsCode -> shared(new Practice(odsCode, Optional.empty())))
                .orElse(destination);
    }

    private Optional<String> shared(Practice practice) {
        Optional<RecordProperties.Practice> own = records.of(practice);
        RecordChannel channel = own.flatMap(RecordProperties.Practice::channel).orElse(records.channel());
        return switch (channel) {
            case FHIR ->
                Optional.of(own.flatMap(RecordProperties.Practice::base)
                                .map(SharedEndpoints::written)
                                .orElse(elsewhere))
                        .filter(it -> it.equals(elsewhere) || practicesAt.get(it) > 1);
            case MESH -> mesh;
            case BARS, PULL -> Optional.empty();
        };
    }

    private static String written(String address) {
        return address.strip().replaceFirst("(?<!/)/+$", "");
    }
}
