package org.linkway.translation;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What this gateway accepts, by configuration.
 *
 * @param useCases the BaRS use-case codes that are served here, in any case; there is no national one for social prescribing
 * @param acceptFailingNhsNumbers lets NHS numbers through whose check digit fails, for published test messages;
 *     production refuses this switch
 * @param hostedServices the services that BaRS messages may be for; none stands for any
 * @param odsCode of the organisation that runs them
 * @param requiresNhsdHeaders refuses BaRS requests without the headers that say who sends them
 */
public record InboundRules(
        Set<String> useCases,
        boolean acceptFailingNhsNumbers,
        Set<ServiceAddress> hostedServices,
        String odsCode,
        boolean requiresNhsdHeaders) {
    public InboundRules {
        useCases = useCases.stream().map(it -> it.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        hostedServices = Set.copyOf(hostedServices);
    }

    /** Of a gateway that takes messages for any service, from anybody. */
    public InboundRules(Set<String> useCases, boolean acceptFailingNhsNumbers) {
        this(useCases, acceptFailingNhsNumbers, Set.of(), "", false);
    }

    public boolean hosts(ServiceAddress service) {
        return hostedServices.isEmpty() || hostedServices.contains(service);
    }

    /** Whether this organisation is who runs what is hosted here. */
    boolean isRunBy(String organisation) {
        return hostedServices.isEmpty() || organisation.equalsIgnoreCase(odsCode);
    }

    public boolean serves(String useCase) {
        return useCases.contains(useCase.toLowerCase(Locale.ROOT));
    }

    String hostedHere() {
        return "Hosted: "
                + hostedServices.stream().map(ServiceAddress::toString).sorted().collect(Collectors.joining(", "))
                + ".";
    }
}
