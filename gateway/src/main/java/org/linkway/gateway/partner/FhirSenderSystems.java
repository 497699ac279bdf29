package org.linkway.gateway.partner;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.gateway.config.DoorProperties;
import org.linkway.gateway.config.PartnerProperties;
import org.linkway.gateway.config.SenderProperties;
import org.linkway.gateway.security.Parties;
import org.linkway.gateway.security.RegisteredParty;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.routes.port.SenderSystems;
import org.linkway.workflow.Body;
import org.linkway.workflow.Party;
import org.springframework.stereotype.Component;

/**
 * Reads single resources from the FHIR bases that are configured, and from nowhere else: the address of a Task's focus is the
 * sender's to write, so nothing is followed from it, and no answer is taken that is larger than a request may be.
 */
@Component
class FhirSenderSystems implements SenderSystems {
    private static final String NAME = "The sender's system";
    private static final Pattern RESOURCE = Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}");

    private final SenderProperties senders;
    private final Parties parties;
    private final PartnerProperties partners;
    private final int largest;
    private final HttpClient http;

    FhirSenderSystems(SenderProperties senders, Parties parties, PartnerProperties partners, DoorProperties door) {
        this.senders = senders;
        this.parties = parties;
        this.partners = partners;
        this.largest = Math.toIntExact(door.maxBodySize().toBytes());
        // Over HTTP/2 all reads share a connection, and those beyond its streams (128 with some servers) fail at once.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(partners.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** What follows the base is a type and an id, so nothing in it can lead elsewhere. */
    @Override
    public Optional<String> baseOf(Party sender, String address) {
        return Stream.concat(
                        senders.fhirBases().stream(),
                        parties.endpoint(sender.id(), RegisteredParty.Channel.FHIR).stream())
                .map(base -> base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                .filter(base -> address.startsWith(base + "/")
                        && RESOURCE.matcher(address.substring(base.length() + 1))
                                .matches())
                .findFirst();
    }

    @Override
    public Optional<Body> read(Party sender, String address) {
        if (baseOf(sender, address).isEmpty()) {
            throw new IllegalArgumentException("This address may not be read.");
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(partners.responseTimeout())
                .header("Accept", WireFormat.JSON.mediaType())
                .GET()
                .build();
        try {
            HttpResponse<byte[]> response = Exchange.of(http, request, largest);
            return taken(response.statusCode(), response.body());
        } catch (Exchange.TooLarge e) {
            throw new PartnerRefused(NAME + " answered with more than " + largest + " bytes.");
        } catch (IOException e) {
            throw new PartnerUnavailable(NAME + " could not be reached.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartnerUnavailable("Linkway was stopped while it read the sender's system.", e);
        }
    }

    private Optional<Body> taken(int status, byte[] body) {
        if (status == 404 || status == 410) {
            return Optional.empty();
        }
        if (status == 401 || status == 403) {
            throw new PartnerRefused(NAME + " does not let Linkway read this.");
        }
        if (status != 200) {
            throw PartnerStatus.failure(NAME, status, Optional.empty());
        }
        return Optional.of(Body.of(body));
    }
}
