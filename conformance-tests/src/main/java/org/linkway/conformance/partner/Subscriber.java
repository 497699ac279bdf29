package org.linkway.conformance.partner;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.linkway.fhir.validation.WireFormat;

/** A system that is told over rest-hook, at one endpoint for each subscription. */
public final class Subscriber implements AutoCloseable {
    private final WireMockServer server =
            new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

    public Subscriber() {
        server.start();
    }

    /** Where notifications with this name go; it takes them from now on. */
    public String endpoint(String name) {
        answers(name, 200);
        return server.baseUrl() + "/" + name;
    }

    /** From now on each notification is answered so. */
    public void answers(String name, int status) {
        server.stubFor(post(urlPathEqualTo("/" + name))
                .willReturn(aResponse().withStatus(status).withHeader("Location", server.baseUrl() + "/elsewhere")));
    }

    /** Every request, also those that were answered with an error, oldest first. */
    public List<LoggedRequest> requests(String name) {
        return server.findAll(postRequestedFor(urlPathEqualTo("/" + name)));
    }

    /** The notifications that were answered 200, oldest first. */
    public List<Bundle> taken(String name) {
        List<ServeEvent> latestFirst = new ArrayList<>(server.getAllServeEvents());
        Collections.reverse(latestFirst);
        return latestFirst.stream()
                .filter(event -> event.getRequest().getUrl().equals("/" + name))
                .filter(event -> event.getResponse().getStatus() == 200)
                .map(event -> FhirText.read(
                        Bundle.class,
                        event.getRequest().getBodyAsString(),
                        WireFormat.ofContentType(event.getRequest().getHeader("Content-Type"))
                                .orElseThrow()))
                .toList();
    }

    /** The numbers of the events that were taken. */
    public List<Long> numbers(String name) {
        return events(name)
                .map(event -> Long.valueOf(part(event, "event-number")))
                .toList();
    }

    /** The ids of the resources that they were about, as far as they said so. */
    public Set<String> focuses(String name) {
        return events(name)
                .flatMap(event -> event.getPart().stream())
                .filter(part -> part.getName().equals("focus"))
                .map(part -> ((Reference) part.getValue()).getReferenceElement().getIdPart())
                .collect(Collectors.toSet());
    }

    private Stream<ParametersParameterComponent> events(String name) {
        return taken(name).stream()
                .flatMap(notification -> status(notification).getParameter().stream())
                .filter(parameter -> parameter.getName().equals("notification-event"));
    }

    /** The status with which a notification begins. */
    public static Parameters status(Bundle notification) {
        return (Parameters) notification.getEntryFirstRep().getResource();
    }

    /** A value of a status, as text. */
    public static String value(Parameters status, String name) {
        return status.getParameter(name).getValue().primitiveValue();
    }

    public static String part(ParametersParameterComponent event, String name) {
        return event.getPart().stream()
                .filter(part -> part.getName().equals(name))
                .map(part -> part.getValue().primitiveValue())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        server.stop();
    }
}
