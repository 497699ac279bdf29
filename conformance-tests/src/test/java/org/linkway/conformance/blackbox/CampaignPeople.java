package org.linkway.conformance.blackbox;

import java.util.Map;
import java.util.stream.Stream;
import org.linkway.conformance.blackbox.CampaignPlan.PlannedReferral;
import org.linkway.conformance.partner.DemographicsPartner;
import org.linkway.conformance.partner.DemographicsPartner.Note;
import org.linkway.conformance.partner.DemographicsPartner.Registration;
import org.linkway.conformance.partner.PracticeRecordPartner;

/** Who is registered where, at the practices and at the demographics service, and what befalls them there. */
final class CampaignPeople {
    private final DemographicsPartner demographics;
    private final Map<CampaignPractice, PracticeRecordPartner> records;

    CampaignPeople(DemographicsPartner demographics, Map<CampaignPractice, PracticeRecordPartner> records) {
        this.demographics = demographics;
        this.records = records;
    }

    /** As they are at first. Who moves has a record at both practices. */
    void register(CampaignPlan plan) {
        for (PlannedReferral planned : plan.referrals()) {
            practices(planned)
                    .filter(records::containsKey)
                    .map(records::get)
                    .forEach(record -> Stream.generate(planned::nhsNumber)
                            .limit(planned.registered().times())
                            .forEach(record::register));
            say(planned, planned.sentNumber(), planned.home(), Note.NOTHING);
        }
    }

    /** How many patients that makes at this practice. */
    static long registered(CampaignPlan plan, CampaignPractice practice) {
        return plan.referrals().stream()
                .filter(planned -> practices(planned).anyMatch(practice::equals))
                .mapToLong(planned -> planned.registered().times())
                .sum();
    }

    private static Stream<CampaignPractice> practices(PlannedReferral planned) {
        return Stream.concat(Stream.of(planned.home()), planned.turn().to().stream());
    }

    /** What befalls the person before this event, where that is their turn. */
    void turn(PlannedReferral planned, int event) {
        if (planned.turn().before() == event) {
            say(
                    planned,
                    planned.nhsNumber(),
                    planned.turn().to().orElse(planned.home()),
                    planned.turn().kind().note());
        }
    }

    private void say(PlannedReferral planned, String number, CampaignPractice practice, Note note) {
        demographics.say(
                planned.sentNumber(), new Registration(planned.referral().person(), number, practice.odsCode(), note));
    }
}
