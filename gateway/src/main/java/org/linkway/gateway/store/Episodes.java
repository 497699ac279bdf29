package org.linkway.gateway.store;

import java.util.Optional;
import java.util.UUID;
import org.linkway.referral.Person;
import org.linkway.referral.Referral;
import org.linkway.referral.Verification;
import org.linkway.workflow.Change.EpisodeStep;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code open_episode}: at most one row for each person and service. */
final class Episodes {
    private final JdbcClient jdbc;

    Episodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The number that says who the person is; empty where none is verified. */
    static Optional<String> number(Person person) {
        return person.nhsNumber().filter(it -> person.nhsNumberVerification() == Verification.VERIFIED);
    }

    /** False where the episode is not as it was when the change was decided. */
    boolean take(EpisodeStep step, Referral referral) {
        return switch (step) {
            case BEGINS ->
                number(referral.person()).map(number -> begin(number, referral)).orElse(true);
            case JOINS -> join(referral);
            case GOES_ON -> true;
            case LEAVES -> leave(referral);
        };
    }

    /** A second beginning for the same person and service meets the key. */
    private boolean begin(String number, Referral referral) {
        jdbc.sql("""
                        insert into open_episode (nhs_number, worker, episode_id, open_referrals)
                        values (:number, :worker, :episode, 1)
                        """)
                .param("number", number)
                .param("worker", referral.worker())
                .param("episode", referral.episode())
                .update();
        return true;
    }

    private boolean join(Referral referral) {
        return jdbc.sql("update open_episode set open_referrals = open_referrals + 1 where episode_id = :episode")
                        .param("episode", referral.episode())
                        .update()
                == 1;
    }

    /** Referrals of persons without a verified number, and from before there were episodes, have no row to leave. */
    private boolean leave(Referral referral) {
        jdbc.sql("update open_episode set open_referrals = open_referrals - 1 where episode_id = :episode")
                .param("episode", referral.episode())
                .update();
        jdbc.sql("delete from open_episode where episode_id = :episode and open_referrals < 1")
                .param("episode", referral.episode())
                .update();
        return true;
    }

    /** Whether another referral of this person began an episode first. */
    boolean isTaken(EpisodeStep step, Referral referral) {
        return step == EpisodeStep.BEGINS
                && number(referral.person())
                        .flatMap(number -> open(number, referral.worker()))
                        .isPresent();
    }

    /** The episode in which this person is with this service. */
    Optional<UUID> open(String number, String worker) {
        return jdbc.sql("select episode_id from open_episode where nhs_number = :number and worker = :worker")
                .param("number", number)
                .param("worker", worker)
                .query(UUID.class)
                .optional();
    }
}
