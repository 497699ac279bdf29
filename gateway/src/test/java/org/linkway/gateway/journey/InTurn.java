package org.linkway.gateway.journey;

import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** A partner that answers the same question otherwise each time. */
final class InTurn {
    private InTurn() {}

    /** These answers one after the other, each once; after them the partner answers as it did before. */
    static void answer(
            WireMockServer partner, Supplier<MappingBuilder> question, List<ResponseDefinitionBuilder> answers) {
        String scenario = UUID.randomUUID().toString();
        for (int turn = 0; turn < answers.size(); turn++) {
            partner.stubFor(question.get()
                    .atPriority(1)
                    .inScenario(scenario)
                    .whenScenarioStateIs(turn == 0 ? STARTED : "turn " + turn)
                    .willReturn(answers.get(turn))
                    .willSetStateTo("turn " + (turn + 1)));
        }
    }
}
