package org.linkway.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A good input, and what it is written in: that says how it can be spoilt. */
public final class Seed {
    private final Form form;
    private final byte[] bytes;

    private Seed(Form form, byte[] bytes) {
        this.form = form;
        this.bytes = bytes;
    }

    /** TEXT is one line: a header, a query, a path. */
    public enum Form {
        JSON,
        XML,
        TEXT,
        BYTES
    }

    public static Seed json(String text) {
        return new Seed(Form.JSON, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Seed xml(String text) {
        return new Seed(Form.XML, text.getBytes(StandardCharsets.UTF_8));
    }

    public static List<Seed> texts(String... texts) {
        return Stream.of(texts)
                .map(text -> new Seed(Form.TEXT, text.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    public static Seed bytes(byte[] bytes) {
        return new Seed(Form.BYTES, bytes.clone());
    }

    public Form form() {
        return form;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
