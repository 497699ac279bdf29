package org.linkway.referral;

import java.util.Locale;
import java.util.Optional;

/** The one spelling of enum constants on the wire: {@code IN_PROGRESS} is {@code in-progress}. */
public final class Kebab {
    private Kebab() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads a wire spelling back; empty when no constant is spelled so. */
    public static <E extends Enum<E>> Optional<E> read(Class<E> type, String spelling) {
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(spelling)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
