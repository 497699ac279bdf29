package org.linkway.gateway.fhir;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.linkway.fhir.validation.GatewayError;
import org.linkway.fhir.validation.Issue;
import org.linkway.fhir.validation.WireFormat;
import org.linkway.translation.ReferralTranslation;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What all of {@code /fhir} has in common, whether HAPI's server or a door answers: ids come back, HEAD is answered as GET (the
 * container leaves the body out), 405 says what is allowed, and a body may come compressed.
 */
final class EdgeFilter extends OncePerRequestFilter {
    private static final String CORRELATION_ID = "X-Correlation-Id";

    private final ReferralTranslation translation;

    EdgeFilter(ReferralTranslation translation) {
        this.translation = translation;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional.ofNullable(request.getHeader(CORRELATION_ID))
                .ifPresent(value -> response.setHeader(CORRELATION_ID, value));
        HttpServletRequest passed = request.getMethod().equals("HEAD") ? new AsGet(request) : request;
        HttpServletResponse answer = new Allowing(request, response);
        if (isCompressed(request)) {
            unpacked(passed, answer, chain);
        } else {
            chain.doFilter(passed, answer);
        }
    }

    private void unpacked(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(new Unpacked(request), response);
        } catch (ZipException | EOFException broken) {
            Issue issue = Issue.error(
                    GatewayError.NOT_FHIR,
                    "Content-Encoding says gzip, and the body is none, or not all of one. Send it compressed, or without that"
                            + " header.");
            response.setStatus(issue.error().httpStatus());
            response.setContentType(WireFormat.JSON.mediaType() + ";charset=UTF-8");
            response.getOutputStream()
                    .write(translation.answer(List.of(issue), WireFormat.JSON).bytes());
        }
    }

    private static boolean isCompressed(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        return encoding != null && encoding.strip().toLowerCase(Locale.ROOT).equals("gzip");
    }

    private static final class AsGet extends HttpServletRequestWrapper {
        private AsGet(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }
    }

    /** Whoever says 405, HTTP wants to be told what is allowed. */
    private static final class Allowing extends HttpServletResponseWrapper {
        private final HttpServletRequest request;

        private Allowing(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        @Override
        public void setStatus(int status) {
            super.setStatus(status);
            if (status == SC_METHOD_NOT_ALLOWED) {
                setHeader(
                        "Allow",
                        String.join(
                                ", ",
                                AllowedMethods.at(Optional.ofNullable(request.getPathInfo())
                                        .orElse(""))));
            }
        }
    }

    /** How long it is shows only as it is read, by a door that reads no further than it takes. */
    private static final class Unpacked extends HttpServletRequestWrapper {
        private Unpacked(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Unpacking(new GZIPInputStream(super.getInputStream()));
        }

        @Override
        public int getContentLength() {
            return -1;
        }

        @Override
        public long getContentLengthLong() {
            return -1;
        }
    }

    private static final class Unpacking extends ServletInputStream {
        private final InputStream unpacked;
        private boolean finished;

        private Unpacking(InputStream unpacked) {
            this.unpacked = unpacked;
        }

        @Override
        public int read() throws IOException {
            int next = unpacked.read();
            finished = next < 0;
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = unpacked.read(bytes, offset, length);
            finished = read < 0;
            return read;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("A body that was compressed is read at once.");
        }
    }
}
