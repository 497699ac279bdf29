package org.linkway.gateway.limits;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A request whose body is here, but for what is more than any door takes. */
final class ArrivedRequest extends HttpServletRequestWrapper {
    private final byte[] arrived;
    private ServletInputStream stream;

    ArrivedRequest(HttpServletRequest request, byte[] arrived) {
        super(request);
        this.arrived = arrived;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new Body(new SequenceInputStream(new ByteArrayInputStream(arrived), super.getInputStream()));
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        Charset charset = Optional.ofNullable(getCharacterEncoding())
                .map(Charset::forName)
                .orElse(StandardCharsets.UTF_8);
        return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }

    private static final class Body extends ServletInputStream {
        private final InputStream bytes;
        private boolean isAtItsEnd;

        private Body(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            int next = bytes.read();
            isAtItsEnd |= next < 0;
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = bytes.read(into, offset, length);
            isAtItsEnd |= read < 0;
            return read;
        }

        @Override
        public boolean isFinished() {
            return isAtItsEnd;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("Bodies are read where they are worked.");
        }
    }
}
