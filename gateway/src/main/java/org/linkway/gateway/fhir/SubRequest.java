package org.linkway.gateway.fhir;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One request of a batch, as if it had come alone: everything that a door or HAPI's server looks at is its own. */
final class SubRequest extends HttpServletRequestWrapper {
    private final String method;
    private final String path;
    private final String query;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;

    /** @param url below the base: {@code Task?status=accepted} */
    SubRequest(HttpServletRequest batch, String method, String url, Map<String, String> headers, byte[] body) {
        super(batch);
        int mark = url.indexOf('?');
        this.method = method;
        this.path = "/" + (mark < 0 ? url : url.substring(0, mark));
        this.query = mark < 0 ? null : url.substring(mark + 1);
        this.headers.putAll(headers);
        this.body = body.clone();
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getPathInfo() {
        return path;
    }

    @Override
    public String getRequestURI() {
        return getContextPath() + getServletPath() + path;
    }

    @Override
    public StringBuffer getRequestURL() {
        String batch = super.getRequestURL().toString();
        String base = batch.endsWith("/") ? batch.substring(0, batch.length() - 1) : batch;
        return new StringBuffer(base).append(path);
    }

    @Override
    public String getQueryString() {
        return query;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        Stream.ofNullable(query)
                .flatMap(it -> Stream.of(it.split("&", -1)))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> parameters.merge(
                        decoded(pair[0]), new String[] {pair.length > 1 ? decoded(pair[1]) : ""}, SubRequest::both));
        return parameters;
    }

    private static String[] both(String[] first, String[] second) {
        return Stream.concat(Stream.of(first), Stream.of(second)).toArray(String[]::new);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String getParameter(String name) {
        return Optional.ofNullable(getParameterMap().get(name))
                .map(values -> values[0])
                .orElse(null);
    }

    @Override
    public String[] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public String getHeader(String name) {
        return headers.get(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(headers.containsKey(name) ? List.of(headers.get(name)) : List.of());
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(headers.keySet());
    }

    @Override
    public String getContentType() {
        return headers.get("Content-Type");
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] octets, int offset, int length) {
                return bytes.read(octets, offset, length);
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("The body of a batch's entry is here at once.");
            }
        };
    }
}
