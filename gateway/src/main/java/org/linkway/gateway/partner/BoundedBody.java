package org.linkway.gateway.partner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** An answer's body, read into memory up to a size; a larger one fails, and is not read on. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final Handler handler;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private Flow.Subscription subscription;

    private BoundedBody(Handler handler) {
        this.handler = handler;
    }

    /** Of one exchange. */
    static final class Handler implements BodyHandler<byte[]> {
        private final int largest;
        private volatile boolean overrun;

        /** @param largest in bytes */
        Handler(int largest) {
            this.largest = largest;
        }

        @Override
        public BodySubscriber<byte[]> apply(ResponseInfo head) {
            return new BoundedBody(this);
        }

        /** That the answer was too large, where it was: the client itself may only say that it was cut off. */
        Optional<IOException> overrun() {
            return overrun ? Optional.of(new Exchange.TooLarge(largest)) : Optional.empty();
        }
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        this.subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            if (whole.isDone()) {
                return;
            }
            if (part.remaining() > handler.largest - read.size()) {
                handler.overrun = true;
                handler.overrun().ifPresent(whole::completeExceptionally);
                subscription.cancel();
                return;
            }
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            read.writeBytes(bytes);
        }
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(read.toByteArray());
    }
}
