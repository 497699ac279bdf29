package org.linkway.gateway.security;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.linkway.workflow.Party.Kind;

/** What has to hold of a party before it is registered. */
public final class PartyCheck {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{1,99}");
    private static final Pattern THUMBPRINT = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.-]{1,190}\\.[A-Za-z0-9-]{1,63}");
    private static final Pattern ODS_CODE = Pattern.compile("[A-Za-z0-9]{3,20}");
    private static final Pattern WORDS = Pattern.compile("\\S|\\S[^\\p{Cntrl}]{0,198}\\S");

    /** By these the audit trail names who is no party. */
    private static final Set<String> TAKEN = Set.of(Parties.LINKWAY.id(), "operators", "unknown", "configuration");

    private PartyCheck() {}

    /** Whether a party could have this id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** One sentence for each thing that does not hold of it, whoever else there is. */
    public static List<PartyFault> faults(RegisteredParty party) {
        List<PartyFault> faults = new ArrayList<>();
        if (!isId(party.id()) || TAKEN.contains(party.id()) || party.id().startsWith("sandbox-")) {
            faults.add(new PartyFault(
                    "id",
                    "'" + party.id() + "' cannot be taken. Use small letters, digits, dots, - and _; "
                            + String.join(", ", TAKEN.stream().sorted().toList())
                            + " and what begins with 'sandbox-' are taken."));
        }
        if (party.kind() == Kind.OPERATOR) {
            faults.add(new PartyFault(
                    "kind", "an operator is a person. Register a sender, a worker or an onward service."));
        }
        if (party.kind() == Kind.SENDER && party.odsCodes().isEmpty()) {
            faults.add(new PartyFault(
                    "odsCodes", "name every organisation for which this sender refers, by its ODS code."));
        }
        party.scopes().stream()
                .filter(scope -> !Scopes.isKnown(scope))
                .forEach(
                        scope -> faults.add(
                                new PartyFault(
                                        "scopes",
                                        "'" + scope
                                                + "' is not given here. Use system/<type>.<cruds>, local.read, local.write or metrics.read.")));
        words(party, faults);
        keys(party, faults);
        certificates(party, faults);
        party.endpoints().forEach((channel, address) -> address(channel, address, faults));
        return faults;
    }

    private static void words(RegisteredParty party, List<PartyFault> faults) {
        each("odsCodes", party.odsCodes(), ODS_CODE, "is no ODS code: letters and digits.", faults);
        String texts = "is empty, longer than 200 characters, or has a character that cannot be read.";
        each("name", Set.of(party.name()), WORDS, texts, faults);
        each("clientIds", party.clientIds(), WORDS, texts, faults);
        each("services", party.services(), WORDS, texts, faults);
    }

    private static void each(
            String member, Set<String> values, Pattern form, String sentence, List<PartyFault> faults) {
        values.stream()
                .filter(it -> !form.matcher(it).matches())
                .forEach(it -> faults.add(new PartyFault(member, "'" + it + "' " + sentence)));
    }

    private static void keys(RegisteredParty party, List<PartyFault> faults) {
        party.jwksUri()
                .filter(uri -> !"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() != null)
                .ifPresent(uri -> faults.add(new PartyFault(
                        "jwksUri", "keys are fetched by https alone. Write an absolute address, https://….")));
        if (party.jwks().isPresent() && party.jwksUri().isPresent()) {
            faults.add(new PartyFault("jwks", "give the keys or where they are, not both."));
        }
        party.jwks()
                .ifPresent(
                        text -> KeyStrength.faults(text).forEach(fault -> faults.add(new PartyFault("jwks", fault))));
    }

    private static void certificates(RegisteredParty party, List<PartyFault> faults) {
        party.certificates().stream()
                .filter(it ->
                        !THUMBPRINT.matcher(it).matches() && !NAME.matcher(it).matches())
                .forEach(
                        it -> faults.add(
                                new PartyFault(
                                        "certificates",
                                        "'" + it
                                                + "' is neither the SHA-256 of a certificate (64 hexadecimal digits) nor a DNS name.")));
        if (party.certificateAlone() && party.certificates().isEmpty()) {
            faults.add(new PartyFault("certificateAlone", "name the certificates with which this party comes."));
        }
    }

    private static void address(RegisteredParty.Channel channel, String address, List<PartyFault> faults) {
        boolean isAddress;
        try {
            URI uri = URI.create(address);
            isAddress = uri.getHost() != null
                    && uri.getUserInfo() == null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException notAnAddress) {
            isAddress = false;
        }
        if (!isAddress) {
            faults.add(new PartyFault(member(channel), "write an absolute address, https://…."));
        }
    }

    /** As the member is named under which an endpoint stands. */
    public static String member(RegisteredParty.Channel channel) {
        return "endpoints." + channel.name().toLowerCase(Locale.ROOT);
    }

    /**
     * What one active party would share with another and must not, because by it a caller, or the party that a referral is for, is
     * told from all others. The id of one that was let go stays its own.
     */
    public static List<PartyFault> clashes(RegisteredParty party, Collection<RegisteredParty> all) {
        if (!party.active()) {
            return List.of();
        }
        Map<String, String> taken = new HashMap<>();
        all.stream()
                .filter(other -> !other.id().equals(party.id()))
                .forEach(other -> (other.active() ? marks(other) : idOf(other))
                        .forEach(mark -> taken.put(mark.key(), other.id())));
        return marks(party)
                .filter(mark -> taken.containsKey(mark.key()))
                .map(mark -> new PartyFault(
                        mark.member(),
                        "'" + mark.value() + "' belongs to the party '" + taken.get(mark.key())
                                + "' already. Leave it out, or take it from that one first."))
                .toList();
    }

    /** @param key the same for two that are the same thing, however they are written */
    private record Mark(String member, String value, String key) {}

    private static Stream<Mark> marks(RegisteredParty party) {
        String kind = party.kind().name();
        return Stream.of(
                        idOf(party),
                        marks("clientIds", party.clientIds(), it -> "client " + it),
                        marks("certificates", party.certificates(), it -> "certificate " + it.toLowerCase(Locale.ROOT)),
                        // The same organisation may refer by one party, and work referrals by another.
                        marks("odsCodes", party.odsCodes(), it -> kind + " ods " + it.toUpperCase(Locale.ROOT)),
                        marks("services", party.services(), it -> kind + " service " + Parties.serviceId(it)))
                .flatMap(Function.identity());
    }

    private static Stream<Mark> idOf(RegisteredParty party) {
        return marks("id", Set.of(party.id()), it -> "client " + it);
    }

    private static Stream<Mark> marks(String member, Set<String> values, Function<String, String> key) {
        return values.stream().sorted().map(it -> new Mark(member, it, key.apply(it)));
    }
}
