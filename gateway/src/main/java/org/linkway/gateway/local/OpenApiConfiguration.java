package org.linkway.gateway.local;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverterContextImpl;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;

/** The description of the local API at {@code /local/openapi}. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String EVENTS = "/local/v1/referrals/{id}/events";
    private static final String REFERRALS = "/local/v1/referrals";
    private static final Map<HttpStatus, String> WHY = Map.of(
            HttpStatus.BAD_REQUEST, "The request cannot be read.",
            HttpStatus.NOT_FOUND, "There is no such referral, or none that you may see.",
            HttpStatus.CONFLICT, "The id belongs to something else that was sent before.",
            HttpStatus.PRECONDITION_FAILED,
                    "The referral is not at the version that If-Match names; ETag is the standing one.",
            HttpStatus.CONTENT_TOO_LARGE, "The body is larger than 256 KiB.",
            HttpStatus.UNPROCESSABLE_CONTENT, "Something has to be changed: 'errors' lists everything at once.",
            HttpStatus.SERVICE_UNAVAILABLE, "Many wrote at once. Send the same request again.");

    @Bean
    OpenAPI localApi() {
        return new OpenAPI()
                .addServersItem(new Server().url("/").description("This gateway"))
                .info(new Info()
                        .title("Linkway local API")
                        .version("v1")
                        .description(
                                "For link workers' platforms: read referrals, report what happens to them, register those"
                                        + " that the service took itself, and see what is overdue. A version stays as it is but for"
                                        + " new members and new operations; read leniently. Times are ISO 8601, enumerations are in"
                                        + " kebab-case, and what is absent is left out."));
    }

    @Bean
    OperationCustomizer problems() {
        return (operation, method) -> {
            refusals(method)
                    .forEach(status -> operation
                            .getResponses()
                            .addApiResponse(
                                    String.valueOf(status.value()),
                                    new ApiResponse()
                                            .description(WHY.get(status))
                                            .content(json(PROBLEM_JSON, ModelSchemas.reference("Problem")))));
            return operation;
        };
    }

    private static List<HttpStatus> refusals(HandlerMethod method) {
        return Optional.ofNullable(method.getMethodAnnotation(Refuses.class))
                .map(refuses -> Arrays.asList(refuses.value()))
                .orElse(List.of());
    }

    @Bean
    OpenApiCustomizer bodies(EventSchemas events, ModelSchemas models) {
        return api -> {
            Components components = api.getComponents();
            ModelConverterContextImpl context = new ModelConverterContextImpl(models);
            context.resolve(new AnnotatedType(LocalProblem.Body.class));
            Schema<?> own = context.resolve(new AnnotatedType(OwnReferralJson.Body.class));
            context.getDefinedModels().forEach(components::addSchemas);
            takes(api.getPaths().get(EVENTS).getPost(), events.addTo(components));
            takes(api.getPaths().get(REFERRALS).getPost(), own);
        };
    }

    private static void takes(Operation operation, Schema<?> body) {
        operation.setRequestBody(new RequestBody().required(true).content(json("application/json", body)));
    }

    private static Content json(String mediaType, Schema<?> schema) {
        return new Content().addMediaType(mediaType, new MediaType().schema(schema));
    }
}
