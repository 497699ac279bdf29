package org.linkway.referral;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A service to which a person is connected: a choir, debt advice, a walking group; with what a directory says of it, in the terms
 * of Open Referral UK.
 *
 * @param id by which this gateway knows the service's own system, where it has one
 * @param minimumAge in whole years, of whom it takes
 * @param maximumAge in whole years, of whom it takes
 * @param areas outward postcodes, or the beginnings of them, that it serves; none where it does not say
 * @param assuredOn when somebody last saw to it that all this is right ({@code assured_date})
 */
public record OnwardService(
        Optional<String> name,
        Optional<String> id,
        Optional<Status> status,
        Optional<Integer> minimumAge,
        Optional<Integer> maximumAge,
        List<String> areas,
        Optional<Attendance> attendance,
        Optional<LocalDate> assuredOn) {
    /** What was stored before services said so much of themselves. */
    public OnwardService {
        status = given(status);
        minimumAge = given(minimumAge);
        maximumAge = given(maximumAge);
        areas = areas == null ? List.of() : Lists.copy(areas);
        attendance = given(attendance);
        assuredOn = given(assuredOn);
    }

    /** One of which no directory says anything. */
    public OnwardService(Optional<String> name, Optional<String> id) {
        this(
                name,
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static <T> Optional<T> given(Optional<T> value) {
        return value == null ? Optional.empty() : value;
    }

    /** Open Referral UK: {@code service.status}. */
    public enum Status {
        ACTIVE,
        INACTIVE,
        DEFUNCT,
        TEMPORARILY_CLOSED;

        public String code() {
            return Kebab.of(this);
        }
    }

    /** Where one takes part (Open Referral UK: {@code attending_type}). */
    public enum Attendance {
        IN_PERSON,
        ONLINE,
        EITHER
    }

    /** With what another source says of it where this one is silent. */
    public OnwardService completedBy(OnwardService other) {
        return new OnwardService(
                name.or(other::name),
                id,
                status.or(other::status),
                minimumAge.or(other::minimumAge),
                maximumAge.or(other::maximumAge),
                areas.isEmpty() ? other.areas : areas,
                attendance.or(other::attendance),
                assuredOn.or(other::assuredOn));
    }
}
