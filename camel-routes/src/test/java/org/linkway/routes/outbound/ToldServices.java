package org.linkway.routes.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.OnwardUpdate;
import org.linkway.referral.Referral;
import org.linkway.routes.port.OnwardServices;
import org.linkway.workflow.TestPolicies;

/** Services that do as they are told, and remember what they were sent. */
final class ToldServices implements OnwardServices {
    final List<OnwardReferral> sent = new ArrayList<>();
    Optional<RuntimeException> failure = Optional.empty();
    Optional<OnwardUpdate> answer = Optional.empty();

    @Override
    public boolean isConnected(String service) {
        return service.equals(TestPolicies.CONNECTED);
    }

    @Override
    public void send(String service, Referral referral, OnwardReferral onward) {
        fail();
        sent.add(onward);
    }

    @Override
    public Optional<OnwardUpdate> ask(String service, OnwardReferral onward) {
        fail();
        return answer;
    }

    private void fail() {
        failure.ifPresent(it -> {
            throw it;
        });
    }
}
