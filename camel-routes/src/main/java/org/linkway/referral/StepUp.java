package org.linkway.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.EventDetail.Gap;

/** The person's needs exceed what this service can do. The referral stays open until another service has taken over. */
public record StepUp(Optional<String> service, Optional<String> reasonText, Optional<String> actionForGp)
        implements EventDetail {
    @Override
    public List<Gap> gaps() {
        return new Gaps()
                .require(service, "service", "Name the service that is asked to take over.")
                .require(reasonText, "reasonText", "Say what the person needs that this service cannot give.")
                .list();
    }

    @Override
    public List<String> inWords() {
        List<String> words = new ArrayList<>();
        service.ifPresent(it -> words.add("Asked to take over: " + it + "."));
        reasonText.ifPresent(words::add);
        return words;
    }
}
