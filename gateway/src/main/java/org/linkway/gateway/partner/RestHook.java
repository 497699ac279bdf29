package org.linkway.gateway.partner;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.http.Header;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.gateway.config.PartnerProperties;
import org.linkway.gateway.config.SubscriptionProperties;
import org.linkway.gateway.security.Callers;
import org.linkway.gateway.security.Parties;
import org.linkway.routes.port.PartnerRefused;
import org.linkway.routes.port.PartnerUnavailable;
import org.linkway.routes.port.Subscribers;
import org.linkway.translation.SubscriptionTranslation;
import org.linkway.workflow.Notification;
import org.linkway.workflow.Subscription;
import org.linkway.workflow.Subscription.Channel;
import org.linkway.workflow.Topic;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Posts notifications to the endpoints of their subscriptions, and follows them nowhere. */
@Component
class RestHook implements Subscribers, DisposableBean {
    private static final String NAME = "The endpoint";

    private final AllowedEndpoints allowed;
    private final Parties parties;
    private final Callers callers;
    private final SubscriptionTranslation translation;
    private final PartnerProperties partners;
    private final CloseableHttpClient http;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "notification-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    RestHook(
            SubscriptionProperties properties,
            PartnerProperties partners,
            Parties parties,
            Callers callers,
            SubscriptionTranslation translation) {
        this.parties = parties;
        this.callers = callers;
        this.allowed = new AllowedEndpoints(properties);
        this.translation = translation;
        this.partners = partners;
        this.http = HttpClientBuilder.create()
                .setDnsResolver(allowed)
                // One connection for each, so that each is to an address that was checked for it.
                .setConnectionReuseStrategy(NoConnectionReuseStrategy.INSTANCE)
                // As many as the lane sends at a time, so that none waits for another's.
                .setMaxConnPerRoute(properties.threads())
                .setMaxConnTotal(properties.threads())
                .setDefaultConnectionConfig(PartnerAccess.SMALL_HEAD)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableCookieManagement()
                .build();
    }

    @Override
    public Optional<String> fault(String endpoint) {
        return allowed.fault(endpoint);
    }

    @Override
    public boolean mayBeTold(Topic topic) {
        return callers.mayRead(topic.type());
    }

    @Override
    public void tell(Notification notification) {
        Channel channel = notification.subscription().channel();
        Subscription subscription = notification.subscription();
        if (!parties.mayBeTold(subscription.owner().id(), subscription.topic().type())) {
            throw new PartnerRefused(
                    "The party of this subscription is not let in any more, or may not read what it tells of.");
        }
        allowed.ruleFault(channel.endpoint()).ifPresent(fault -> {
            throw new PartnerRefused(fault);
        });
        Answer answer = post(request(notification, channel), timeout(channel));
        int status = answer.status();
        if (status / 100 == 3) {
            throw new PartnerUnavailable(NAME + " answered " + status + ", and notifications are not redirected.");
        }
        if (status / 100 != 2) {
            throw new PartnerUnavailable(NAME + " answered " + status + ".", answer.retryAfter());
        }
    }

    private HttpPost request(Notification notification, Channel channel) {
        HttpPost request = new HttpPost(channel.endpoint());
        int millis = Math.toIntExact(timeout(channel).toMillis());
        request.setConfig(RequestConfig.custom()
                .setConnectTimeout(Math.toIntExact(partners.connectTimeout().toMillis()))
                .setSocketTimeout(millis)
                .build());
        for (String header : channel.headers()) {
            List<String> parts = List.of(header.split(":", 2));
            request.addHeader(parts.get(0), parts.get(1).strip());
        }
        request.setHeader("Content-Type", channel.contentType());
        request.setEntity(new ByteArrayEntity(translation
                .notification(
                        notification,
                        WireFormat.ofContentType(channel.contentType()).orElseThrow())
                .bytes()));
        return request;
    }

    /** What the subscriber asks for, and never longer than any partner is waited for. */
    private Duration timeout(Channel channel) {
        return channel.timeout()
                .filter(asked -> asked.compareTo(partners.responseTimeout()) < 0)
                .orElse(partners.responseTimeout());
    }

    private record Answer(int status, Optional<Duration> retryAfter) {}

    /** An endpoint that sends byte by byte is never silent for long, so the whole has a deadline. */
    private Answer post(HttpPost request, Duration timeout) {
        ScheduledFuture<?> deadline = deadlines.schedule(request::abort, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try (CloseableHttpResponse response = http.execute(request)) {
            return new Answer(
                    response.getStatusLine().getStatusCode(),
                    RetryAfter.of(header ->
                            Optional.ofNullable(response.getFirstHeader(header)).map(Header::getValue)));
        } catch (UnknownHostException e) {
            throw new PartnerUnavailable(NAME + "'s host is not known.", e);
        } catch (IOException e) {
            throw new PartnerUnavailable(
                    NAME + (request.isAborted() ? " did not answer in time." : " could not be reached."), e);
        } finally {
            deadline.cancel(false);
            request.releaseConnection();
        }
    }

    @Override
    public void destroy() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }
}
