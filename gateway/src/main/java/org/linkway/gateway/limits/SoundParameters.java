package org.linkway.gateway.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.linkway.gateway.security.Refusals;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses parameters that are no text: broken escapes, what is not UTF-8, and U+0000, which PostgreSQL does not keep; more of them
 * than the server takes apart; names and headers with control characters, at which Spring Security's firewall throws to whoever
 * reads them; names with quotes or angle brackets, of which HAPI's server makes names that may be there already; and weights in Accept that are no numbers. Behind it, each of them would be a failure at some door. So would an address in which plain characters
 * are escaped, and one thing has as many addresses as rules, limits and the audit trail could be led astray by.
 */
final class SoundParameters extends OncePerRequestFilter {
    private static final Pattern SOUND_HEADER = Pattern.compile("[\\p{IsAssigned}&&[[^\\p{IsControl}]\\t]]*");
    private static final Pattern SOUND_NAME = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}\"'<>]]*");

    /** An escaped letter, digit, hyphen, dot, underscore or tilde: RFC 3986, section 2.3, has them plain. */
    private static final Pattern DISGUISE =
            Pattern.compile("%(?:2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])");

    /** A {@code q} or {@code Q} that is no number, at which Spring throws as it sorts what is accepted. */
    private static final Pattern NO_WEIGHT =
            Pattern.compile(";\\s*[qQ]\\s*=(?!\\s*\"?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)\"?\\s*(?:[;,]|$))");

    private final Refusals refusals;

    SoundParameters(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (DISGUISE.matcher(request.getRequestURI()).find()) {
            refusals.disguised(request, response);
        } else if (!hasSoundHeaders(request)) {
            refusals.unsoundHeader(request, response);
        } else if (!hasSoundWeights(request)) {
            refusals.unsoundWeight(request, response);
        } else if (isSound(request.getQueryString()) && (!isToBeParsed(request) || hasSoundParameters(request))) {
            chain.doFilter(request, response);
        } else {
            refusals.unsound(request, response);
        }
    }

    private static boolean hasSoundHeaders(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .flatMap(name -> Collections.list(request.getHeaders(name)).stream())
                .allMatch(value -> SOUND_HEADER.matcher(value).matches());
    }

    private static boolean hasSoundWeights(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Accept")).stream()
                .noneMatch(value -> NO_WEIGHT.matcher(value).find());
    }

    /** A body is only read where it is a form that can be. */
    private static boolean isToBeParsed(HttpServletRequest request) {
        String type = Objects.requireNonNullElse(request.getContentType(), "").toLowerCase(Locale.ROOT);
        boolean isForm = type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/");
        return isPlainForm(request) || (request.getQueryString() != null && !isForm);
    }

    private static boolean isPlainForm(HttpServletRequest request) {
        return request.getHeader("Content-Encoding") == null
                && Optional.ofNullable(request.getContentType())
                        .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded"))
                        .isPresent();
    }

    private static boolean hasSoundParameters(HttpServletRequest request) {
        try {
            return request.getParameterMap().keySet().stream()
                            .allMatch(name -> SOUND_NAME.matcher(name).matches())
                    && request.getParameterMap().values().stream()
                            .flatMap(Stream::of)
                            .noneMatch(text -> text.indexOf('\0') >= 0);
        } catch (IllegalStateException notToBeParsed) {
            return false;
        }
    }

    /** @param query as it came; null where there is none */
    static boolean isSound(String query) {
        if (query == null || query.indexOf('%') < 0) {
            return true;
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(query.length());
        for (int index = 0; index < query.length(); index++) {
            char next = query.charAt(index);
            if (next != '%') {
                decoded.writeBytes(Character.toString(next).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int value = index + 2 <= query.length() - 1 ? octet(query, index + 1) : -1;
            if (value <= 0) {
                return false;
            }
            decoded.write(value);
            index += 2;
        }
        return isUtf8(decoded.toByteArray());
    }

    /** Negative where these are no two hexadecimal digits. */
    private static int octet(String text, int index) {
        int high = Character.digit(text.charAt(index), 16);
        int low = Character.digit(text.charAt(index + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
