package org.linkway.gateway.store;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** One database transaction, whose failures quote no rows. */
final class UnitOfWork {
    private final TransactionTemplate transaction;

    UnitOfWork(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    <T> T write(Function<TransactionStatus, T> work) {
        return write(work, Optional::empty);
    }

    /**
     * @param onKeyTaken what a taken key means, where it means something. It is asked after everything was undone, because
     *     PostgreSQL answers nothing more in the transaction that met the key.
     */
    <T> T write(Function<TransactionStatus, T> work, Supplier<Optional<T>> onKeyTaken) {
        try {
            return transaction.execute(work::apply);
        } catch (DuplicateKeyException taken) {
            return onKeyTaken.get().orElseThrow(() -> new StoreFailure(taken));
        } catch (DataIntegrityViolationException refused) {
            throw new StoreFailure(refused);
        }
    }
}
