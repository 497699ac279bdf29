package org.linkway.gateway.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.linkway.referral.Kebab;
import org.linkway.referral.Referral;
import org.linkway.routes.InboundMessage;
import org.linkway.routes.InboundMessage.Target;
import org.linkway.routes.port.RequestLedger;
import org.linkway.translation.ServiceAddress;
import org.linkway.workflow.Body;
import org.linkway.workflow.KeptAnswer;
import org.linkway.workflow.Party;
import org.linkway.workflow.RequestClaim;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code request_claim} and {@code inbound_message}. */
final class JdbcRequestLedger implements RequestLedger {
    /** Most requests are done long before their lease ends: nobody is told to stay away for longer than this. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final UnitOfWork unitOfWork;
    private final Clock clock;
    private final Duration lease;

    JdbcRequestLedger(JdbcClient jdbc, UnitOfWork unitOfWork, Clock clock, Duration lease) {
        this.jdbc = jdbc;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.lease = lease;
    }

    @Override
    public Claim claim(InboundMessage message) {
        String requestId = message.requestId().orElseGet(() -> UUID.randomUUID().toString());
        String digest = digest(message);
        while (true) {
            Optional<Standing> standing = standing(message.party().id(), requestId);
            Optional<Claim> claim = standing.isPresent()
                    ? judge(standing.get(), digest)
                    : open(message, new RequestClaim(message.party().id(), requestId, UUID.randomUUID()), digest);
            if (claim.isPresent()) {
                return claim.get();
            }
            // Another attempt was faster between the look and the grasp: look again at what it left.
        }
    }

    /** Empty where another attempt opened the claim meanwhile. */
    private Optional<Claim> open(InboundMessage message, RequestClaim claim, String digest) {
        boolean won = unitOfWork.write(
                transaction -> {
                    insert(claim, keep(message, digest), digest);
                    return true;
                },
                () -> Optional.of(false));
        return won ? Optional.of(new Claim.Won(claim)) : Optional.empty();
    }

    /** Empty where another attempt took the lapsed claim over meanwhile, or it was given back. */
    private Optional<Claim> judge(Standing standing, String digest) {
        if (!standing.digest().equals(digest)) {
            return Optional.of(new Claim.OtherBody());
        }
        return switch (standing.state()) {
            case SUCCEEDED -> Optional.of(new Claim.Succeeded(standing.answer()));
            case REFUSED -> Optional.of(new Claim.Refused(standing.answer()));
            case RUNNING -> {
                Duration left = Duration.between(clock.instant(), standing.leasedUntil());
                yield left.isNegative() || left.isZero()
                        ? takeOver(standing.claim())
                        : Optional.of(new Claim.Running(left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT));
            }
        };
    }

    /** The lapsed lease is the proof that nobody else took over since it was read. */
    private Optional<Claim> takeOver(RequestClaim lapsed) {
        RequestClaim taken = new RequestClaim(lapsed.party(), lapsed.requestId(), UUID.randomUUID());
        boolean won = unitOfWork.write(transaction -> jdbc.sql("""
                                update request_claim set lease = :newLease, leased_until = :leasedUntil
                                where party = :party and request_id = :requestId and lease = :lease and state = 'running'
                                """)
                        .param("newLease", taken.lease())
                        .param("leasedUntil", Instants.column(clock.instant().plus(lease)))
                        .param("party", lapsed.party())
                        .param("requestId", lapsed.requestId())
                        .param("lease", lapsed.lease())
                        .update()
                == 1);
        return won ? Optional.of(new Claim.Won(taken)) : Optional.empty();
    }

    private UUID keep(InboundMessage message, String digest) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into inbound_message (id, party, door, content_type, request_id, correlation_id, received_at,
                            digest, body, target_service, end_user_organisation, requesting_software,
                            requesting_practitioner)
                        values (:id, :party, :door, :contentType, :requestId, :correlationId, :receivedAt, :digest, :body,
                            :target, :organisation, :software, :practitioner)
                        """)
                .param("id", id)
                .param("party", message.party().id())
                .param("door", Kebab.of(message.door()))
                .param("contentType", message.contentType().orElse(null))
                .param("requestId", message.requestId().orElse(null))
                .param("correlationId", message.correlationId().orElse(null))
                .param("receivedAt", Instants.column(message.receivedAt()))
                .param("digest", digest)
                .param("body", message.body().bytes())
                .param(
                        "target",
                        message.nhsd().target().map(ServiceAddress::toString).orElse(null))
                .param("organisation", message.nhsd().organisation().orElse(null))
                .param("software", message.nhsd().software().orElse(null))
                .param("practitioner", message.nhsd().practitioner().orElse(null))
                .update();
        return id;
    }

    private void insert(RequestClaim claim, UUID messageId, String digest) {
        jdbc.sql("""
                        insert into request_claim (party, request_id, message_id, digest, state, lease, leased_until)
                        values (:party, :requestId, :message, :digest, 'running', :lease, :leasedUntil)
                        """)
                .param("party", claim.party())
                .param("requestId", claim.requestId())
                .param("message", messageId)
                .param("digest", digest)
                .param("lease", claim.lease())
                .param("leasedUntil", Instants.column(clock.instant().plus(lease)))
                .update();
    }

    /** As {@link #succeed(KeptAnswer, Map, Optional)}, for a request that opened or changed a referral. */
    boolean succeed(KeptAnswer answer, Map<String, Long> versions, Referral about, boolean opening) {
        jdbc.sql("""
                        update request_claim set referral_id = :referral, referral_version = :version
                        where party = :party and request_id = :requestId and lease = :lease
                        """)
                .param("referral", about.id())
                .param("version", about.version())
                .param("party", answer.claim().party())
                .param("requestId", answer.claim().requestId())
                .param("lease", answer.claim().lease())
                .update();
        return succeed(answer, versions, Optional.of(about.id()).filter(it -> opening));
    }

    /**
     * Inside the caller's transaction. False where another attempt has taken the claim over.
     *
     * @param versions of the resources that the request made or changed, by their places
     */
    boolean succeed(KeptAnswer answer, Map<String, Long> versions, Optional<UUID> openedReferral) {
        Optional<String> location = answer.location().map(place -> place + "/_history/" + versions.get(place));
        return settle(
                new KeptAnswer(answer.claim(), answer.httpStatus(), answer.contentType(), answer.body(), location),
                State.SUCCEEDED,
                openedReferral);
    }

    /** Where the claim was taken over, the attempt that holds it now gives the answer to keep. */
    @Override
    public void refuse(KeptAnswer answer) {
        unitOfWork.write(transaction -> settle(answer, State.REFUSED, Optional.empty()));
    }

    private boolean settle(KeptAnswer answer, State state, Optional<UUID> openedReferral) {
        return jdbc.sql("""
                                update request_claim
                                set state = :state, http_status = :httpStatus, content_type = :contentType, answer = :answer,
                                    location = :location, opened_referral_id = :referral
                                where party = :party and request_id = :requestId and lease = :lease and state = 'running'
                                """)
                        .param("state", Kebab.of(state))
                        .param("httpStatus", answer.httpStatus())
                        .param("contentType", answer.contentType())
                        .param("answer", answer.body().bytes())
                        .param("location", answer.location().orElse(null))
                        .param("referral", openedReferral.orElse(null))
                        .param("party", answer.claim().party())
                        .param("requestId", answer.claim().requestId())
                        .param("lease", answer.claim().lease())
                        .update()
                == 1;
    }

    @Override
    public void release(RequestClaim claim) {
        unitOfWork.write(transaction -> jdbc.sql("""
                        delete from request_claim
                        where party = :party and request_id = :requestId and lease = :lease and state = 'running'
                        """)
                .param("party", claim.party())
                .param("requestId", claim.requestId())
                .param("lease", claim.lease())
                .update());
    }

    @Override
    public KeptAnswer answer(RequestClaim claim) {
        return standing(claim.party(), claim.requestId())
                .map(Standing::answer)
                .orElseThrow(() -> new IllegalStateException("No answer is kept for " + claim.requestId()));
    }

    @Override
    public Optional<KeptAnswer> openingAnswer(Party party, UUID referralId) {
        return jdbc.sql("""
                        select request_claim.*
                        from request_claim join inbound_message on inbound_message.id = request_claim.message_id
                        where request_claim.party = :party and opened_referral_id = :referral and door = :door
                        """)
                .param("party", party.id())
                .param("referral", referralId)
                .param("door", Kebab.of(InboundMessage.Door.TRANSACTION))
                .query(JdbcRequestLedger::standing)
                .optional()
                .map(Standing::answer);
    }

    @Override
    public Optional<KeptAnswer> lastEcho(UUID referralId) {
        return jdbc.sql("""
                        select request_claim.*
                        from request_claim join inbound_message on inbound_message.id = request_claim.message_id
                        where request_claim.referral_id = :referral and state = 'succeeded' and door = :door
                            and not exists (select 1 from referral_event
                                where referral_event.referral_id = request_claim.referral_id
                                    and version_after = referral_version and type = 'onward-updated')
                        order by referral_version desc
                        limit 1
                        """)
                .param("referral", referralId)
                .param("door", Kebab.of(InboundMessage.Door.BARS_MESSAGE))
                .query(JdbcRequestLedger::standing)
                .optional()
                .map(Standing::answer);
    }

    private Optional<Standing> standing(String party, String requestId) {
        return jdbc.sql("select * from request_claim where party = :party and request_id = :requestId")
                .param("party", party)
                .param("requestId", requestId)
                .query(JdbcRequestLedger::standing)
                .optional();
    }

    private static Standing standing(ResultSet row, int number) throws SQLException {
        RequestClaim claim = new RequestClaim(
                row.getString("party"), row.getString("request_id"), row.getObject("lease", UUID.class));
        State state = Kebab.read(State.class, row.getString("state")).orElseThrow();
        KeptAnswer answer = state == State.RUNNING
                ? null
                : new KeptAnswer(
                        claim,
                        row.getInt("http_status"),
                        row.getString("content_type"),
                        Body.of(row.getBytes("answer")),
                        Optional.ofNullable(row.getString("location")));
        return new Standing(claim, row.getString("digest"), state, Instants.read(row, "leased_until"), answer);
    }

    /** Over door, target and body: the same bytes at another door, or for something else, are another request. */
    private static String digest(InboundMessage message) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(message.door().name().getBytes(StandardCharsets.US_ASCII));
            Target target = message.target();
            Stream.of(Optional.of(target.type()), target.id(), target.ifMatch(), target.ifNoneExist())
                    .map(part -> part.orElse("") + '\0')
                    .forEach(part -> sha256.update(part.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha256.digest(message.body().bytes()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("Every Java runtime has SHA-256", impossible);
        }
    }

    private enum State {
        RUNNING,
        SUCCEEDED,
        REFUSED
    }

    /** A claim as it stands; {@code answer} is null exactly while it is running. */
    private record Standing(RequestClaim claim, String digest, State state, Instant leasedUntil, KeptAnswer answer) {}
}
