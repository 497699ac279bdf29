package org.linkway.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.linkway.fhir.identifier.NhsNumber;
import org.slf4j.LoggerFactory;

/**
 * Whatever a test does, the log of the gateway that it tries names nobody, at debug too: no NHS number, no family name of an
 * invented person, no token and no assertion. Looked through when the class is done.
 */
public final class CleanLog implements BeforeAllCallback, AfterAllCallback {
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Za-z-])999[0-9]{7}(?![0-9A-Za-z-])");
    /** The head of a JSON Web Token. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{20}");

    private final Lines lines = new Lines();
    private Level before;

    /** With the causes of what was thrown, and what is noted beside a line. */
    static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> written = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            written.add(event.getLoggerName() + " [" + event.getThreadName() + "] " + event.getFormattedMessage()
                    + said(event.getThrowableProxy()) + event.getMDCPropertyMap());
        }

        private static String said(IThrowableProxy failure) {
            return failure == null
                    ? ""
                    : " " + failure.getClassName() + ": " + failure.getMessage() + said(failure.getCause());
        }

        List<String> written() {
            return List.copyOf(written);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        before = gateway().getLevel();
        gateway().setLevel(Level.DEBUG);
        lines.start();
        root().addAppender(lines);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        root().detachAppender(lines);
        gateway().setLevel(before);
        assertThat(lines.written().stream().filter(CleanLog::namesSomebody))
                .as("lines of the log that name somebody")
                .isEmpty();
    }

    static boolean namesSomebody(String line) {
        return TOKEN.matcher(line).find()
                || NUMBER.matcher(line)
                        .results()
                        .anyMatch(it -> NhsNumber.fault(it.group()).isEmpty())
                || InventedPerson.families().stream().anyMatch(line::contains);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private static Logger gateway() {
        return (Logger) LoggerFactory.getLogger("org.linkway");
    }
}
