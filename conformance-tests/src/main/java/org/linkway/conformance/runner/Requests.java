package org.linkway.conformance.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.TestScript.SetupActionOperationComponent;
import org.hl7.fhir.r4.model.TestScript.SetupActionOperationRequestHeaderComponent;
import org.linkway.conformance.runner.Headers.Header;
import org.linkway.conformance.runner.Interaction.Place;
import org.linkway.fhir.validation.WireFormat;

/** Makes an operation of a script into a request. */
final class Requests {
    private final Memory memory;
    private final Words words;

    Requests(Memory memory, Words words) {
        this.memory = memory;
        this.words = words;
    }

    /** @throws StepStopped where the operation is not supported, or lacks what it needs */
    Request of(SetupActionOperationComponent operation, Server server) {
        Optional<Interaction> interaction = Interaction.of(operation);
        if (interaction.isEmpty() && !(operation.hasUrl() && operation.hasMethod())) {
            throw StepStopped.notSupported(
                    "This runner knows no operation `" + operation.getType().getCode() + "`.");
        }
        Optional<Body> source = Optional.ofNullable(operation.getSourceId())
                .map(id -> changed(operation, memory.source(id).body()));
        Optional<Body> body = source.map(it -> inForm(operation, it));
        String method = operation.hasMethod()
                ? operation.getMethod().toCode().toUpperCase(Locale.ROOT)
                : interaction.orElseThrow().method(body.isPresent());
        boolean isForm = method.equals("POST")
                && interaction.filter(it -> it == Interaction.SEARCH).isPresent();
        String address = operation.hasUrl()
                ? absolute(words.fill(operation.getUrl()), server)
                : server.base() + place(operation, interaction.orElseThrow(), source, isForm);
        Body sent = isForm ? form(operation) : body.orElse(Body.empty());
        return new Request(
                method,
                !operation.hasEncodeRequestUrl() || operation.getEncodeRequestUrl()
                        ? Addresses.encoded(address)
                        : address,
                headers(operation, server, sent),
                sent);
    }

    private Body changed(SetupActionOperationComponent operation, Body source) {
        Body changed = source;
        for (Extension change : operation.getExtensionsByUrl(Extensions.CHANGE)) {
            changed = Changes.of(
                    changed,
                    Extensions.part(change, "place").orElseThrow(() -> StepStopped.error("A change says no place.")),
                    Extensions.part(change, "value").map(words::fill));
        }
        return changed;
    }

    private static String absolute(String url, Server server) {
        return url.contains("://") ? url : server.base() + (url.startsWith("/") ? "" : "/") + url;
    }

    private String place(
            SetupActionOperationComponent operation, Interaction interaction, Optional<Body> source, boolean isForm) {
        String type = type(operation, source);
        String params = operation.hasParams() && !isForm ? words.fill(operation.getParams()) : "";
        if (interaction.place() == Place.BASE) {
            return params.startsWith("?") ? params : "";
        }
        if (interaction.place() == Place.METADATA) {
            return "/metadata" + params;
        }
        String slashType = type.isEmpty() ? "" : "/" + type;
        if (interaction.place() == Place.OPERATION) {
            String name = "/$" + Interaction.code(operation);
            String id = operation.hasTargetId() ? "/" + id(operation.getTargetId()) : "";
            return params.contains("$") ? slashType + params : slashType + id + name + params;
        }
        if (isForm) {
            return slashType + "/_search";
        }
        if (interaction.place() == Place.TYPE) {
            return slashType + params;
        }
        // Suites write the id into the parameters, or name what it is of.
        return slashType + (params.startsWith("/") ? params : ofTarget(operation, interaction, source) + params);
    }

    private String ofTarget(SetupActionOperationComponent operation, Interaction interaction, Optional<Body> source) {
        boolean isBySearch = operation.hasParams() && operation.getParams().startsWith("?");
        Optional<String> id = Optional.ofNullable(operation.getTargetId())
                .map(this::id)
                .or(() -> isBySearch ? Optional.empty() : source.flatMap(Requests::ownId));
        String slashId = id.map(it -> "/" + it).orElse("");
        return switch (interaction.place()) {
            case HISTORY -> slashId + "/_history";
            case VERSION -> slashId + "/_history/" + version(operation.getTargetId());
            default -> {
                if (id.isEmpty() && !isBySearch) {
                    throw StepStopped.error(
                            "It does not say which one: it needs a targetId, an id in its params, or a source"
                                    + " that has one.");
                }
                yield slashId;
            }
        };
    }

    private String type(SetupActionOperationComponent operation, Optional<Body> source) {
        if (operation.hasResource()) {
            return words.fill(operation.getResource());
        }
        boolean saysItself = operation.hasParams() && operation.getParams().startsWith("/");
        return saysItself || Interaction.code(operation).equals("process-message")
                ? ""
                : Optional.ofNullable(operation.getTargetId())
                        .map(id -> memory.source(id).body())
                        .or(() -> source)
                        .flatMap(Body::resource)
                        .map(Resource::fhirType)
                        .orElse("");
    }

    /** That which the server gave, else the resource's own. */
    private String id(String target) {
        return memory.createdId(target)
                .or(() -> ownId(memory.source(target).body()))
                .orElseThrow(() -> StepStopped.error("`" + target + "` has no id."));
    }

    private static Optional<String> ownId(Body body) {
        return body.resource().map(resource -> resource.getIdElement().getIdPart());
    }

    private String version(String target) {
        return memory.source(target)
                .body()
                .resource()
                .map(resource -> resource.getMeta().getVersionId())
                .orElseThrow(() -> StepStopped.error("`" + target + "` has no version id."));
    }

    private static Body inForm(SetupActionOperationComponent operation, Body body) {
        Optional<WireFormat> wanted = form(operation.getContentType());
        if (wanted.isPresent() && body.format().isPresent() && body.format().get() != wanted.get()) {
            return new Body(
                    body.asText(wanted.get()).getBytes(UTF_8), wanted.get().mediaType());
        }
        return body;
    }

    /** A search whose parameters are its body. */
    private Body form(SetupActionOperationComponent operation) {
        String params = operation.hasParams() ? words.fill(operation.getParams()) : "";
        return new Body(
                Addresses.encoded(params.startsWith("?") ? params.substring(1) : params)
                        .getBytes(UTF_8),
                "application/x-www-form-urlencoded");
    }

    private Headers headers(SetupActionOperationComponent operation, Server server, Body body) {
        List<Header> headers = new ArrayList<>();
        for (SetupActionOperationRequestHeaderComponent header : operation.getRequestHeader()) {
            headers.add(new Header(words.fill(header.getField()), words.fill(header.getValue())));
        }
        offer(headers, "Accept", mediaType(operation.getAccept()).orElse(WireFormat.JSON.mediaType()));
        if (!body.isEmpty()) {
            offer(
                    headers,
                    "Content-Type",
                    mediaType(operation.getContentType())
                            .or(() -> Optional.of(body.contentType()).filter(it -> !it.isEmpty()))
                            .or(() -> body.format().map(WireFormat::mediaType))
                            .orElse(WireFormat.JSON.mediaType()));
        }
        server.headers().forEach(header -> offer(headers, header.name(), header.value()));
        return new Headers(headers);
    }

    private static void offer(List<Header> headers, String name, String value) {
        if (headers.stream().noneMatch(header -> header.name().equalsIgnoreCase(name))) {
            headers.add(new Header(name, value));
        }
    }

    /** As a header says it: FHIR's short words in full, all else to the letter. */
    private static Optional<String> mediaType(String said) {
        return Optional.ofNullable(said)
                .map(it -> it.contains("/")
                        ? it
                        : form(it).map(WireFormat::mediaType)
                                .orElseThrow(() -> StepStopped.notSupported(
                                        "This runner knows no form `" + it + "`: it writes JSON and XML.")));
    }

    private static Optional<WireFormat> form(String said) {
        if (said == null) {
            return Optional.empty();
        }
        return switch (said) {
            case "json" -> Optional.of(WireFormat.JSON);
            case "xml" -> Optional.of(WireFormat.XML);
            default -> WireFormat.ofContentType(said);
        };
    }
}
