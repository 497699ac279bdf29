package org.linkway.gateway.journey;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What a gateway tells of what it does: each line of its log, at debug too, and each step to whoever gathers traces. */
final class Told implements ObservationHandler<Observation.Context> {
    private final Map<Logger, Level> levels = new HashMap<>();
    private final CleanLog.Lines lines = new CleanLog.Lines();
    private final Queue<String> spans = new ConcurrentLinkedQueue<>();

    void begin() {
        level("ROOT", Level.INFO);
        level("org.linkway", Level.DEBUG);
        lines.start();
        root().addAppender(lines);
    }

    void end() {
        root().detachAppender(lines);
        levels.forEach(Logger::setLevel);
    }

    private void level(String logger, Level level) {
        Logger changed = (Logger) LoggerFactory.getLogger(logger);
        levels.put(changed, changed.getLevel());
        changed.setLevel(level);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    List<String> lines() {
        return lines.written();
    }

    List<String> spans() {
        return List.copyOf(spans);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }

    @Override
    public void onStop(Observation.Context context) {
        spans.add(context.getName() + " " + context.getContextualName() + " " + context.getAllKeyValues()
                + Optional.ofNullable(context.getError()).map(Throwable::getMessage));
    }
}
