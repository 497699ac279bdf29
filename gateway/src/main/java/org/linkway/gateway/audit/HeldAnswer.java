package org.linkway.gateway.audit;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * An answer of which no byte goes out before it is recorded. Nothing is buffered: what an answer shows, and its status, stand
 * before its first byte is written. Where recording fails, nothing of it goes out at all.
 */
final class HeldAnswer extends HttpServletResponseWrapper {
    private final Recorder recorder;
    private ServletOutputStream stream;
    private PrintWriter writer;
    private boolean asked;
    private boolean released;

    HeldAnswer(HttpServletResponse response, Recorder recorder) {
        super(response);
        this.recorder = recorder;
    }

    /** Writes down what is answered. */
    interface Recorder {
        /** Somebody settles what is answered; who works on the request is still known. */
        void touched();

        /** Whether the answer may go out. */
        boolean record(int status);
    }

    /** Whether the answer may go out; it is recorded the first time that this is asked. */
    boolean release(int status) {
        if (!asked) {
            asked = true;
            released = recorder.record(status);
        }
        return released;
    }

    private boolean release() {
        return release(getStatus());
    }

    /** Whether it was recorded, or tried. */
    boolean isAsked() {
        return asked;
    }

    boolean isReleased() {
        return released;
    }

    @Override
    public void setStatus(int status) {
        recorder.touched();
        super.setStatus(status);
    }

    @Override
    public void sendError(int status) throws IOException {
        recorder.touched();
        if (release(status)) {
            super.sendError(status);
        }
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        recorder.touched();
        if (release(status)) {
            super.sendError(status, message);
        }
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        sendRedirect(location, SC_FOUND, true);
    }

    @Override
    public void sendRedirect(String location, int status) throws IOException {
        sendRedirect(location, status, true);
    }

    @Override
    public void sendRedirect(String location, boolean clears) throws IOException {
        sendRedirect(location, SC_FOUND, clears);
    }

    @Override
    public void sendRedirect(String location, int status, boolean clears) throws IOException {
        recorder.touched();
        if (release(status)) {
            super.sendRedirect(location, status, clears);
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        if (release()) {
            super.flushBuffer();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        recorder.touched();
        if (stream == null) {
            stream = new HeldStream(super.getOutputStream());
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        recorder.touched();
        if (writer == null) {
            writer = new PrintWriter(new HeldWriter(super.getWriter()));
        }
        return writer;
    }

    private final class HeldStream extends ServletOutputStream {
        private final ServletOutputStream out;

        private HeldStream(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            if (release()) {
                out.write(octet);
            }
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            if (release()) {
                out.write(octets, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (release()) {
                out.flush();
            }
        }

        @Override
        public void close() throws IOException {
            if (release()) {
                out.close();
            }
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }

    private final class HeldWriter extends Writer {
        private final PrintWriter out;

        private HeldWriter(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void write(char[] characters, int offset, int length) {
            if (release()) {
                out.write(characters, offset, length);
            }
        }

        @Override
        public void flush() {
            if (release()) {
                out.flush();
            }
        }

        @Override
        public void close() {
            if (release()) {
                out.close();
            }
        }
    }
}
