package org.linkway.gateway.config;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Optional;
import org.linkway.translation.OwnService;
import org.linkway.translation.ServiceAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * BaRS messages that go out.
 *
 * @param endpoints the FHIR base of each service that is told how the referrals stand that it sent, under its service id; what
 *     is not here reads its referrals itself. {@code {port}} stands for the gateway's own port
 * @param service by which BaRS knows this gateway's link worker service: {@code <system>|<id>}, or an id of the Directory of
 *     Services alone
 * @param odsCode of the organisation that runs it
 * @param organisation its name
 * @param access by which of {@code linkway.access} Linkway proves itself to {@code endpoints}; none by default
 */
@Validated
@ConfigurationProperties("linkway.bars")
public record BarsProperties(
        @DefaultValue @NotNull Map<String, @NotBlank String> endpoints,
        @DefaultValue("2000099901") @NotBlank String service,

        @DefaultValue(BarsProperties.INVENTED_ODS_CODE) @Pattern(regexp = "[A-Z0-9]{3,12}") String odsCode,

        @DefaultValue("Sandbox Social Prescribing") @NotBlank String organisation,

        Optional<String> access) {

    static final String INVENTED_ODS_CODE = "ZZZ01";

    /** Who Linkway is to those who get its messages. */
    public OwnService own() {
        return new OwnService(
                ServiceAddress.parse(service)
                        .orElseThrow(() -> new IllegalStateException(
                                "linkway.bars.service: '" + service + "' names no service. Write <system>|<id>.")),
                odsCode,
                organisation);
    }
}
