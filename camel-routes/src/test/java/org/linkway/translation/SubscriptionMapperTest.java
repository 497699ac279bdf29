package org.linkway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionStatus;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linkway.fhir.validation.Issue;
import org.linkway.workflow.Party;

/** What is wrong in a Subscription is found, whatever FHIR lets stand there. */
class SubscriptionMapperTest {
    private static final String BACKPORT = ChannelMapper.BACKPORT;
    private static final String CHANNEL = "Subscription.channel";

    private static Subscription sent() {
        Subscription sent = new Subscription();
        sent.setStatus(SubscriptionStatus.REQUESTED)
                .setCriteria(TopicCanonicals.offered().get(0));
        sent.getCriteriaElement().addExtension(filter(new StringType("Task?status=accepted")));
        sent.getChannel()
                .setType(SubscriptionChannelType.RESTHOOK)
                .setEndpoint("https://subscriber.example.org/hook")
                .setPayload("application/fhir+json")
                .addHeader("Authorization: Bearer invented");
        sent.getChannel().addExtension(maxCount(500));
        sent.getChannel().getPayloadElement().addExtension(content("id-only"));
        return sent;
    }

    private static Extension filter(StringType value) {
        return new Extension(BACKPORT + "filter-criteria", value);
    }

    private static Extension maxCount(int most) {
        return new Extension(BACKPORT + "max-count", new PositiveIntType(most));
    }

    private static Extension content(String code) {
        return new Extension(BACKPORT + "payload-content", new CodeType(code));
    }

    /** An element may hold an extension and no value. */
    private static Extension reason() {
        return new Extension("https://example.org/reason", new BooleanType(true));
    }

    private static Mapped<org.linkway.workflow.Subscription> mapped(Subscription sent) {
        return SubscriptionMapper.toModel(
                sent,
                "one",
                new Party("gp-system", Party.Kind.SENDER, "An invented GP system", Set.of()),
                Instant.EPOCH);
    }

    @Test
    void readsWhatIsInOrder() {
        org.linkway.workflow.Subscription read = mapped(sent()).match((it, warnings) -> it, issues -> {
            throw new AssertionError(issues);
        });

        assertThat(read.filters()).containsExactly("Task?status=accepted");
        assertThat(read.channel().maxCount()).contains(500);
    }

    @ParameterizedTest
    @MethodSource
    void namesWhatIsWrong(Consumer<Subscription> spoil, String expression, String word) {
        Subscription sent = sent();
        spoil.accept(sent);

        List<Issue> issues = mapped(sent).match((it, warnings) -> warnings, found -> found);

        assertThat(issues).singleElement().satisfies(issue -> {
            assertThat(issue.expression()).contains(expression);
            assertThat(issue.sentence()).contains(word);
        });
    }

    static Stream<Arguments> namesWhatIsWrong() {
        return Stream.of(
                wrong(
                        "more events than are ever told at a time",
                        it -> it.getChannel().setExtension(List.of(maxCount(501))),
                        CHANNEL + ".extension('" + BACKPORT + "max-count')",
                        "from 1 to 500"),
                wrong(
                        "two max-counts",
                        it -> it.getChannel().addExtension(maxCount(1)),
                        CHANNEL + ".extension('" + BACKPORT + "max-count')",
                        "once"),
                wrong(
                        "two timeouts",
                        it -> Stream.of(1, 2)
                                .forEach(seconds -> it.getChannel()
                                        .addExtension(BACKPORT + "timeout", new UnsignedIntType(seconds))),
                        CHANNEL + ".extension('" + BACKPORT + "timeout')",
                        "once"),
                wrong(
                        "a heartbeat of a quantity",
                        it -> it.getChannel().addExtension(BACKPORT + "heartbeat-period", new Quantity(60)),
                        CHANNEL + ".extension('" + BACKPORT + "heartbeat-period')",
                        "from 10"),
                wrong(
                        "two contents",
                        it -> it.getChannel().getPayloadElement().addExtension(content("empty")),
                        CHANNEL + ".payload",
                        "one extension"),
                wrong(
                        "a header without a value",
                        it -> it.getChannel().addHeaderElement().addExtension(reason()),
                        CHANNEL + ".header[1]",
                        "no HTTP header"),
                wrong(
                        "a status without a value",
                        it -> it.setStatusElement(null).getStatusElement().addExtension(reason()),
                        "Subscription.status",
                        "no value"),
                wrong(
                        "a filter without a value",
                        it -> it.getCriteriaElement().addExtension(filter(null)),
                        "Subscription.criteria.extension[1]",
                        "says nothing"),
                wrong(
                        "a filter of a quantity",
                        it -> it.getCriteriaElement().addExtension(BACKPORT + "filter-criteria", new Quantity(1)),
                        "Subscription.criteria.extension[1]",
                        "says nothing"));
    }

    private static Arguments wrong(String name, Consumer<Subscription> spoil, String expression, String word) {
        return argumentSet(name, spoil, expression, word);
    }
}
