package org.linkway.conformance.blackbox;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.linkway.conformance.blackbox.CampaignPractice.Channel;
import org.linkway.conformance.partner.BarsReceiver;
import org.linkway.conformance.partner.DemographicsPartner;
import org.linkway.conformance.partner.FaultWeather;
import org.linkway.conformance.partner.GpReferral;
import org.linkway.conformance.partner.MeshPartner;
import org.linkway.conformance.partner.Partner;
import org.linkway.conformance.partner.PartnerFaults.Fault;
import org.linkway.conformance.partner.PracticeRecordPartner;

/** All systems to which the gateway speaks in a campaign. */
final class CampaignPartners implements AutoCloseable {
    private static final double FAULTY_AT_A_RECORD = 0.22;
    private static final double FAULTY_AT_A_SERVICE = 0.15;

    private final Map<CampaignPractice, PracticeRecordPartner> records = new EnumMap<>(CampaignPractice.class);
    private final MeshPartner mesh;
    private final BarsReceiver bars = BarsReceiver.start();
    private final DemographicsPartner demographics = DemographicsPartner.start();
    private final Map<String, FaultWeather> weathers = new HashMap<>();

    CampaignPartners(long seed) {
        mesh = MeshPartner.start(seed);
        Stream.of(CampaignPractice.values())
                .filter(practice -> practice.isBy(Channel.FHIR))
                .forEach(practice -> records.put(practice, PracticeRecordPartner.start()));
    }

    /** Where each of them is, and by which channel each practice takes entries. */
    Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        for (CampaignPractice practice : CampaignPractice.values()) {
            String name = "linkway.record.practices." + practice.odsCode();
            options.put(name + ".channel", practice.channel().code());
            if (records.containsKey(practice)) {
                options.put(name + ".base", records.get(practice).baseUrl());
            }
        }
        options.put("linkway.pds.base", demographics.baseUrl());
        options.put("linkway.bars.endpoints[" + GpReferral.BARS_SENDER + "]", bars.baseUrl());
        options.put("linkway.mesh.url", mesh.baseUrl());
        options.put("linkway.mesh.mailbox", MeshPartner.MAILBOX);
        options.put("linkway.mesh.password", MeshPartner.PASSWORD);
        options.put("linkway.mesh.shared-key", MeshPartner.SHARED_KEY);
        options.put("linkway.mesh.telephone", "01632 960000");
        return options;
    }

    /**
     * From now on a part of their requests meets faults.
     *
     * @param slow an answer that the gateway still waits for
     * @param late one that it does not
     */
    void expose(long seed, Duration slow, Duration late) {
        List<CampaignPractice> practices = List.copyOf(records.keySet());
        records.forEach((practice, record) -> expose(
                record,
                practice.name(),
                new FaultWeather(seed + practices.indexOf(practice), FAULTY_AT_A_RECORD, FaultWeather.AT_A_RECORD)));
        expose(mesh, "MESH", new FaultWeather(seed + 10, FAULTY_AT_A_SERVICE, FaultWeather.AT_A_SERVICE));
        expose(bars, "BARS", new FaultWeather(seed + 11, FAULTY_AT_A_RECORD, FaultWeather.AT_A_SERVICE));
        expose(demographics, "PDS", new FaultWeather(seed + 12, FAULTY_AT_A_SERVICE, FaultWeather.AT_A_SERVICE));
        all().forEach(partner -> partner.faults().timing(slow, late));
    }

    private void expose(Partner partner, String name, FaultWeather weather) {
        weathers.put(name, weather);
        partner.faults().expose(weather);
    }

    void mend() {
        all().forEach(partner -> partner.faults().mend());
    }

    /** How often each fault was met at all of them together. */
    Map<Fault, Integer> drawn() {
        return weathers.values().stream()
                .flatMap(weather -> weather.drawn().entrySet().stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, Integer::sum, () -> new EnumMap<>(Fault.class)));
    }

    List<Partner> all() {
        return Stream.concat(records.values().stream(), Stream.of(mesh, bars, demographics))
                .toList();
    }

    Map<CampaignPractice, PracticeRecordPartner> records() {
        return records;
    }

    MeshPartner mesh() {
        return mesh;
    }

    BarsReceiver bars() {
        return bars;
    }

    DemographicsPartner demographics() {
        return demographics;
    }

    @Override
    public void close() {
        all().forEach(Partner::close);
    }
}
