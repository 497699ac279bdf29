package org.linkway.gateway.store;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * The database refused a row. It stands in place of the driver's exception, which quotes the row, and with it the patient, to
 * whoever logs it.
 */
final class StoreFailure extends DataAccessException {
    private static final long serialVersionUID = 1L;

    StoreFailure(DataIntegrityViolationException refused) {
        super("The database refused a row (" + refused.getClass().getSimpleName()
                + "); its own words are left out, because they quote the row.");
        setStackTrace(refused.getStackTrace());
    }
}
