package org.linkway.fuzz;

import java.util.List;

/**
 * Something that reads what others wrote.
 *
 * @param name also of the folder in which what once went wrong is kept
 * @param tries how many inputs the build gives it
 * @param door throws only where the input made it fail: refusals are answers
 */
public record Target(String name, int tries, List<Seed> seeds, Door door) {
    /** Takes an input. */
    @FunctionalInterface
    public interface Door {
        void take(byte[] input) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
