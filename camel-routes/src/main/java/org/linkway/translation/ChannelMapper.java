package org.linkway.translation;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelComponent;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelType;
import org.hl7.fhir.r4.model.Type;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.referral.Kebab;
import org.linkway.workflow.Subscription.Channel;
import org.linkway.workflow.Subscription.Content;

/** {@code Subscription.channel}, with the extensions of the Subscriptions R5 Backport 1.1.0. */
final class ChannelMapper {
    static final String BACKPORT = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-";

    private static final String CHANNEL = "Subscription.channel";
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\x20-\\x7E\\t]*)");
    private static final Pattern OTHER_FHIR_VERSION = Pattern.compile("fhirversion=\"?(?!4\\.0\\b)");
    /** What Linkway says itself, or what would say where the message ends. */
    private static final Set<String> NOT_THEIRS = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final int SHORTEST_HEARTBEAT = 10;

    /** As many as $events gives at a time. */
    private static final int MOST_EVENTS = 500;

    private final SubscriptionChannelComponent channel;
    private final Findings findings;

    private ChannelMapper(SubscriptionChannelComponent channel, Findings findings) {
        this.channel = channel;
        this.findings = findings;
    }

    /** What it means where nothing was found to be wrong with it. */
    static Channel toModel(SubscriptionChannelComponent channel, Findings findings) {
        return new ChannelMapper(channel, findings).channel();
    }

    private Channel channel() {
        type();
        return new Channel(
                endpoint(),
                headers(),
                payload(),
                content(),
                number("heartbeat-period", SHORTEST_HEARTBEAT, Integer.MAX_VALUE)
                        .map(Duration::ofSeconds),
                number("timeout", 1, Integer.MAX_VALUE).map(Duration::ofSeconds),
                number("max-count", 1, MOST_EVENTS));
    }

    private void type() {
        if (channel.getType() != SubscriptionChannelType.RESTHOOK
                || channel.getTypeElement().hasExtension(BACKPORT + "channel-type")) {
            findings.error(
                    GatewayError.NOT_SUPPORTED,
                    CHANNEL + ".type",
                    "The only channel here is 'rest-hook'; this asks for another. Send rest-hook and an endpoint that takes"
                            + " POST.");
        }
    }

    private String endpoint() {
        if (!channel.hasEndpoint()) {
            findings.error(
                    GatewayError.REQUIRED,
                    CHANNEL,
                    "Subscription.channel.endpoint is missing. Say to which https address notifications are posted.");
        }
        return Optional.ofNullable(channel.getEndpoint()).orElse("");
    }

    /** A header's value may be a secret, so only its place is said. */
    private List<String> headers() {
        List<String> headers = channel.getHeader().stream()
                .map(it -> Optional.ofNullable(it.getValue()).orElse(""))
                .toList();
        for (int place = 0; place < headers.size(); place++) {
            String expression = CHANNEL + ".header[" + place + "]";
            Matcher header = HEADER.matcher(headers.get(place));
            if (!header.matches()) {
                findings.error(
                        GatewayError.VALUE, expression, "This is no HTTP header. Write 'Name: value', on one line.");
            } else if (NOT_THEIRS.contains(header.group(1).toLowerCase(Locale.ROOT))) {
                findings.error(
                        GatewayError.VALUE,
                        expression,
                        "The header '" + header.group(1) + "' is set by Linkway for each notification. Leave it out.");
            }
        }
        return headers;
    }

    private String payload() {
        String payload = Optional.ofNullable(channel.getPayload()).orElse("");
        if (WireFormat.ofContentType(payload).isEmpty()
                || OTHER_FHIR_VERSION.matcher(payload.toLowerCase(Locale.ROOT)).find()) {
            findings.error(
                    GatewayError.NOT_SUPPORTED,
                    CHANNEL + ".payload",
                    "Notifications are sent as application/fhir+json or application/fhir+xml, in FHIR 4.0"
                            + (payload.isEmpty() ? "" : ", and not as '" + payload + "'") + ". Send one of them.");
        }
        return payload;
    }

    private Content content() {
        Optional<Content> content = onlyOne(
                        channel.getPayloadElement().getExtensionsByUrl(BACKPORT + "payload-content"))
                .filter(PrimitiveType.class::isInstance)
                .map(value -> value.primitiveValue())
                .flatMap(code -> Kebab.read(Content.class, code));
        if (content.isEmpty()) {
            findings.error(
                    GatewayError.REQUIRED,
                    CHANNEL + ".payload",
                    "It is not said how much a notification holds. Add one extension " + BACKPORT
                            + "payload-content to Subscription.channel.payload, with empty, id-only or full-resource.");
        }
        return content.orElse(Content.EMPTY);
    }

    private Optional<Integer> number(String name, int least, int most) {
        List<Extension> extensions = channel.getExtensionsByUrl(BACKPORT + name);
        Optional<Integer> number = onlyOne(extensions)
                .filter(IntegerType.class::isInstance)
                .map(value -> ((IntegerType) value).getValue())
                .filter(value -> value >= least && value <= most);
        if (!extensions.isEmpty() && number.isEmpty()) {
            findings.error(
                    GatewayError.VALUE,
                    CHANNEL + ".extension('" + BACKPORT + name + "')",
                    "The extension backport-" + name + " is given once, with a whole number from " + least + " to "
                            + most + ".");
        }
        return number;
    }

    private static Optional<Type> onlyOne(List<Extension> extensions) {
        return extensions.size() == 1 ? Optional.ofNullable(extensions.get(0).getValue()) : Optional.empty();
    }
}
