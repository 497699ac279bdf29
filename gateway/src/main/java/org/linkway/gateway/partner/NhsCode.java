package org.linkway.gateway.partner;

import java.util.regex.Pattern;

/** Codes of failures, as NHS services write them. What is written otherwise is no code, and could be about a patient. */
final class NhsCode {
    private static final Pattern FORM = Pattern.compile("[A-Z]{2,30}(_[A-Z]{1,30}){1,8}");

    private NhsCode() {}

    static boolean is(String text) {
        return text != null && FORM.matcher(text).matches();
    }
}
