package org.linkway.workflow;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.linkway.referral.Address;
import org.linkway.referral.Connection;
import org.linkway.referral.OnwardReferral;
import org.linkway.referral.OnwardService;
import org.linkway.referral.OnwardService.Attendance;
import org.linkway.referral.OnwardService.Status;
import org.linkway.referral.Person;
import org.linkway.referral.Referral;
import org.linkway.referral.SupportNeedCode;

/**
 * Whether a service is one that can have this person now (hazard H8). Closed, or for another age, it is refused until the link
 * worker says why it is right all the same; what is only doubtful is a warning.
 */
public final class ServiceGuard {
    private static final Set<Status> CLOSED = EnumSet.of(Status.INACTIVE, Status.DEFUNCT, Status.TEMPORARILY_CLOSED);

    private final ServiceDirectory directory;

    public ServiceGuard(ServiceDirectory directory) {
        this.directory = directory;
    }

    /** Why the person must not be connected to the service, one sentence each that says what to do. */
    List<String> objections(Referral referral, Connection connection, LocalDate today) {
        if (connection.despite().filter(why -> !why.isBlank()).isPresent()) {
            return List.of();
        }
        return connection
                .service()
                .map(it -> objections(referral.person(), directory.known(it), today))
                .orElse(List.of());
    }

    private static List<String> objections(Person person, OnwardService service, LocalDate today) {
        List<String> objections = new ArrayList<>();
        service.status()
                .filter(CLOSED::contains)
                .ifPresent(status ->
                        objections.add("The service is " + status.code().replace('-', ' ')
                                + ". Choose another, or say in despite why it is right all the same."));
        age(person, today)
                .filter(age -> service.minimumAge().filter(least -> age < least).isPresent()
                        || service.maximumAge().filter(most -> age > most).isPresent())
                .ifPresent(age -> objections.add("The service takes people" + ages(service)
                        + ", and the person is of another age. Choose another, or say in despite why it is right all the"
                        + " same."));
        return objections;
    }

    /** The same right before it is sent: a service may have closed since. */
    public Optional<String> objectionToSending(Referral referral, OnwardReferral onward, LocalDate today) {
        boolean despite = made(referral, onward)
                .flatMap(Connection::despite)
                .filter(why -> !why.isBlank())
                .isPresent();
        return despite
                ? Optional.empty()
                : objections(referral.person(), directory.known(onward.service()), today).stream()
                        .findFirst()
                        .map(why -> why.substring(0, why.indexOf(". ") + 1)
                                + " It was not sent: cancel the onward referral, or connect the person anew and say in"
                                + " despite why it is right.");
    }

    private static Optional<Connection> made(Referral referral, OnwardReferral onward) {
        return referral.event(onward.id())
                .filter(event -> event.detail() instanceof Connection)
                .map(event -> (Connection) event.detail());
    }

    /** What whoever made the connection should look at, one sentence each. */
    List<String> warnings(Referral referral, Connection connection, LocalDate today) {
        return connection
                .service()
                .map(it -> warnings(referral, directory.known(it), today))
                .orElse(List.of());
    }

    private List<String> warnings(Referral referral, OnwardService service, LocalDate today) {
        List<String> warnings = new ArrayList<>();
        service.assuredOn()
                .filter(on -> on.plusDays(directory.assuredWithin().toDays()).isBefore(today))
                .ifPresent(on -> warnings.add("Nobody has seen to it since " + on
                        + " that what is known of this service is right. Ring it before the person goes there."));
        boolean aged = service.minimumAge().isPresent() || service.maximumAge().isPresent();
        if (aged && referral.person().birthDate().isEmpty()) {
            warnings.add("The service takes people" + ages(service)
                    + ", and the person's birth date is not known. Ask the person.");
        }
        if (isElsewhere(referral.person(), service)) {
            warnings.add("The service does not serve the area where the person lives. Ask whether it takes them.");
        }
        attendance(referral, service).ifPresent(warnings::add);
        return warnings;
    }

    private static boolean isElsewhere(Person person, OnwardService service) {
        Optional<String> postcode = person.address().flatMap(Address::postcode).map(ServiceGuard::outward);
        return !service.areas().isEmpty()
                && postcode.filter(code -> service.areas().stream()
                                .map(ServiceGuard::plain)
                                .noneMatch(area -> covers(area, code)))
                        .isPresent();
    }

    /** "M1" is not "M14"; "M" is every district of Manchester. */
    private static boolean covers(String area, String outward) {
        return outward.equals(area)
                || (area.chars().noneMatch(Character::isDigit) && outward.matches(area + "[0-9].*"));
    }

    private static String outward(String postcode) {
        String plain = plain(postcode);
        return plain.length() > 4 ? plain.substring(0, plain.length() - 3) : plain;
    }

    private static String plain(String postcode) {
        return postcode.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
    }

    private static Optional<String> attendance(Referral referral, OnwardService service) {
        if (service.attendance().equals(Optional.of(Attendance.ONLINE)) && needs(referral, SupportNeedCode.IN_PERSON)) {
            return Optional.of("The service is online only, and in person is what helps this person.");
        }
        return service.attendance().equals(Optional.of(Attendance.IN_PERSON)) && needs(referral, SupportNeedCode.ONLINE)
                ? Optional.of("The service is in person only, and online is what helps this person.")
                : Optional.empty();
    }

    private static boolean needs(Referral referral, SupportNeedCode code) {
        return Stream.concat(
                        referral.request().supportNeeds().stream(),
                        referral.work().needs().stream().flatMap(it -> it.supportNeeds().stream()))
                .anyMatch(need -> need.code().equals(Optional.of(code)));
    }

    private static Optional<Integer> age(Person person, LocalDate today) {
        return person.birthDate().map(born -> Period.between(born, today).getYears());
    }

    private static String ages(OnwardService service) {
        return service.minimumAge().map(it -> " from " + it).orElse("")
                + service.maximumAge().map(it -> " up to " + it).orElse("") + " years";
    }
}
