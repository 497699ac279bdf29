package org.linkway.conformance.report;

/** Text of others, without what neither XML nor HTML has a way to write. */
final class Writable {
    private static final String UNWRITABLE = "[\\p{Cntrl}&&[^\\n\\t]]|[\\ufffe\\uffff]|[\\ud800-\\udfff]";

    private Writable() {}

    static String text(String any) {
        return any.replaceAll(UNWRITABLE, "\ufffd");
    }
}
