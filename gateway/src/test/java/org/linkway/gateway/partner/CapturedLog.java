package org.linkway.gateway.partner;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** All that is logged in the meantime, with everything at debug but what application.yaml holds back. */
final class CapturedLog implements AutoCloseable {
    private static final List<String> QUIET = List.of("org.apache.http", "jdk.internal.httpclient", "jdk.httpclient");

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level rootLevel = root.getLevel();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    CapturedLog() {
        root.setLevel(Level.DEBUG);
        QUIET.forEach(it -> ((Logger) LoggerFactory.getLogger(it)).setLevel(Level.WARN));
        appender.start();
        root.addAppender(appender);
    }

    String text() {
        return List.copyOf(appender.list).stream()
                .map(event -> event.getFormattedMessage() + said(event.getThrowableProxy()))
                .collect(Collectors.joining("\n"));
    }

    private static String said(IThrowableProxy failure) {
        return failure == null ? "" : " " + failure.getMessage() + said(failure.getCause());
    }

    /** Everything that a stack trace of it would show. */
    static String told(Throwable failure) {
        return failure == null ? "" : failure + "\n" + told(failure.getCause());
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        root.setLevel(rootLevel);
    }
}
