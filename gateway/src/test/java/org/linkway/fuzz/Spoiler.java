package org.linkway.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils good input, the same way for the same seed: sometimes so little that it stays good. */
public final class Spoiler {
    private static final int BLIND = 6;

    private final Random random;

    public Spoiler(long seed) {
        this.random = new Random(seed);
    }

    /** One of these, spoilt. */
    public byte[] spoilt(List<Seed> seeds) {
        Seed seed = any(seeds);
        if (random.nextInt(BLIND) == 0) {
            return seed.form() == Seed.Form.BYTES
                    ? bytes(seed.bytes())
                    : TextSpoiler.slip(seed.text(), random).getBytes(StandardCharsets.UTF_8);
        }
        return switch (seed.form()) {
            case JSON -> new JsonSpoiler(random).spoilt(seed.text()).getBytes(StandardCharsets.UTF_8);
            case XML -> new XmlSpoiler(random).spoilt(seed.text()).getBytes(StandardCharsets.UTF_8);
            case TEXT ->
                TextSpoiler.spoilt(seed.text(), any(seeds).text(), random).getBytes(StandardCharsets.UTF_8);
            case BYTES -> bytes(seed.bytes());
        };
    }

    public <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Cut off, some bits turned over, a stretch lost, doubled or filled. */
    private byte[] bytes(byte[] good) {
        if (good.length == 0) {
            return good;
        }
        byte[] spoilt = good.clone();
        int at = random.nextInt(good.length);
        int end = Math.min(good.length, at + 1 + random.nextInt(64));
        switch (random.nextInt(5)) {
            case 0 -> {
                return Arrays.copyOf(good, at);
            }
            case 1 -> {
                for (int i = random.nextInt(8); i >= 0; i--) {
                    spoilt[random.nextInt(spoilt.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 2 -> {
                System.arraycopy(good, end, spoilt, at, good.length - end);
                return Arrays.copyOf(spoilt, good.length - end + at);
            }
            case 3 -> {
                byte[] longer = Arrays.copyOf(good, good.length + end - at);
                System.arraycopy(good, at, longer, end, good.length - at);
                return longer;
            }
            default -> Arrays.fill(spoilt, at, end, (byte) (random.nextBoolean() ? 0xFF : 0));
        }
        return spoilt;
    }
}
