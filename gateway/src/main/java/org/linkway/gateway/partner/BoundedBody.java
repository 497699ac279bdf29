package org.linkway.gateway.partner;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** An answer's body, read into memory up to a size; a larger one fails, and is not read on. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final int largest;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private Flow.Subscription subscription;

    private BoundedBody(int largest) {
        this.largest = largest;
    }

    /** @param largest in bytes */
    static BodyHandler<byte[]> handler(int largest) {
        return head -> new BoundedBody(largest);
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
            if (part.remaining() > largest - read.size()) {
                whole.completeExceptionally(new Exchange.TooLarge(largest));
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
