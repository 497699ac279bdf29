package org.linkway.conformance.blackbox;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.linkway.conformance.partner.DemographicsPartner.Note;

/**
 * What befalls a person while their referral is worked, as the demographics service knows it.
 *
 * @param before which event, counted from 0, it is known; the number of events where it is known after the last
 * @param to where they move; present exactly for those who do
 */
record CampaignTurn(Kind kind, int before, Optional<CampaignPractice> to) {

    enum Kind {
        NONE(24, Note.NOTHING),
        MOVES(5, Note.NOTHING),
        /** The number that the referral has was superseded, before anything happened. */
        HAS_A_NEW_NUMBER(1, Note.NOTHING),
        IS_RESTRICTED(1, Note.RESTRICTED),
        LOSES_THE_NUMBER(1, Note.INVALIDATED),
        HAS_ANOTHERS_NUMBER(1, Note.BORN_ON_ANOTHER_DAY),
        DIES(1, Note.DIED);

        private final int weight;
        private final Note note;

        /** @param weight how likely it is beside the others */
        Kind(int weight, Note note) {
            this.weight = weight;
            this.note = note;
        }

        Note note() {
            return note;
        }

        private static Kind drawn(Random random) {
            int all = 0;
            for (Kind kind : values()) {
                all += kind.weight;
            }
            int drawn = random.nextInt(all);
            for (Kind kind : values()) {
                drawn -= kind.weight;
                if (drawn < 0) {
                    return kind;
                }
            }
            throw new IllegalStateException("The weights do not add up.");
        }
    }

    static CampaignTurn none() {
        return new CampaignTurn(Kind.NONE, 0, Optional.empty());
    }

    /** @param home where the person is registered at first */
    static CampaignTurn drawn(Random random, CampaignLife life, int events, CampaignPractice home) {
        Kind kind = Kind.drawn(random);
        int before = random.nextInt(events + 1);
        List<CampaignPractice> practices = List.of(CampaignPractice.values());
        // Never back to where they are.
        int away = 1 + random.nextInt(practices.size() - 1);
        CampaignPractice elsewhere = practices.get((practices.indexOf(home) + away) % practices.size());
        if (life.diesBefore().isPresent()) {
            return new CampaignTurn(Kind.DIES, life.diesBefore().get(), Optional.empty());
        }
        return switch (kind) {
            case MOVES -> new CampaignTurn(kind, before, Optional.of(elsewhere));
            case HAS_A_NEW_NUMBER -> new CampaignTurn(kind, 0, Optional.empty());
            // While a referral is open, a death that is known ends what its link worker can report.
            case DIES -> life.closes() ? new CampaignTurn(kind, events, Optional.empty()) : none();
            default -> new CampaignTurn(kind, before, Optional.empty());
        };
    }

    /** Whether nothing may go anywhere any more once it is known. */
    boolean stops() {
        return kind.note() != Note.NOTHING;
    }

    /** Whether it was known when this event was reported. */
    boolean isKnownAt(int event) {
        return before <= event;
    }
}
