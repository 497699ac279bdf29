package org.linkway.gateway.sandbox;

import java.time.Duration;

/** What somebody sees who has just started the sandbox: one e-referral going round, and where to look next. */
final class Demo {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SandboxProperties properties;
    private final GatewayClient gateway;
    private final SampleReferral sample;
    private final LoopConsole console;

    Demo(SandboxProperties properties, GatewayClient gateway, SampleReferral sample, LoopConsole console) {
        this.properties = properties;
        this.gateway = gateway;
        this.sample = sample;
        this.console = console;
    }

    void run() throws InterruptedException {
        gateway.awaitReadiness();
        console.welcome();
        if (properties.demo()) {
            console.loopStarts();
            try {
                new SampleLoop(gateway, sample, console, PATIENCE).follow(properties.autopilot());
            } catch (LoopMissed missed) {
                console.missed(missed);
            }
        }
        console.addresses(gateway.address(), sample.nhsNumber());
    }
}
