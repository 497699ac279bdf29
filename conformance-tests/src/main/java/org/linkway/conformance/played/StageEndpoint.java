package org.linkway.conformance.played;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.linkway.conformance.runner.Body;
import org.linkway.conformance.runner.Exchange;
import org.linkway.conformance.runner.Headers;
import org.linkway.conformance.runner.Headers.Header;
import org.linkway.conformance.runner.Request;
import org.linkway.conformance.runner.Response;

/** HTTP in front of a part: each request is answered by it, one at a time, and kept with its answer. */
final class StageEndpoint implements ResponseDefinitionTransformerV2 {
    private final Part part;
    private final Conversation conversation;
    private final Map<String, Supplier<Body>> pages;
    private volatile String origin = "";

    StageEndpoint(Part part, Conversation conversation, Map<String, Supplier<Body>> pages) {
        this.part = part;
        this.conversation = conversation;
        this.pages = Map.copyOf(pages);
    }

    void isAt(String ownOrigin) {
        origin = ownOrigin;
    }

    @Override
    public String getName() {
        return "stage";
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        LoggedRequest asked = event.getRequest();
        String path = asked.getUrl().split("\\?", 2)[0];
        return Optional.ofNullable(pages.get(path))
                .map(page -> answer(new Response(200, new Headers(List.of()), page.get())))
                .orElseGet(() -> answer(played(path, asked)));
    }

    private Response played(String path, LoggedRequest asked) {
        List<Header> lines = asked.getHeaders().all().stream()
                .flatMap(header -> header.values().stream().map(value -> new Header(header.key(), value)))
                .toList();
        Headers headers = new Headers(lines);
        Request request = new Request(
                asked.getMethod().getName(),
                origin + asked.getUrl(),
                headers,
                new Body(asked.getBody(), headers.value("Content-Type").orElse("")));
        synchronized (conversation) {
            long begun = System.nanoTime();
            Response response = answered(path, request);
            conversation.add(new Exchange(request, response, Duration.ofNanos(System.nanoTime() - begun)));
            return response;
        }
    }

    private Response answered(String path, Request request) {
        if (!path.equals(part.path()) && !path.startsWith(part.path() + "/")) {
            return part.refusal(404, "Nobody is here. Send it to " + origin + part.path() + ".");
        }
        return part.answer(path.substring(part.path().length()).replaceAll("^/+|/+$", ""), request);
    }

    private static ResponseDefinition answer(Response response) {
        ResponseDefinitionBuilder answer = new ResponseDefinitionBuilder().withStatus(response.status());
        response.lines().all().forEach(header -> answer.withHeader(header.name(), header.value()));
        if (!response.body().isEmpty()) {
            answer.withHeader("Content-Type", response.body().contentType())
                    .withBody(response.body().bytes());
        }
        return answer.build();
    }
}
