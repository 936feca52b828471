package org.anamnesis.cli;

import static org.anamnesis.cli.FhirWords.codings;
import static org.anamnesis.cli.FhirWords.contact;
import static org.anamnesis.cli.FhirWords.day;
import static org.anamnesis.cli.FhirWords.hasTimeOfDay;
import static org.anamnesis.cli.FhirWords.id;
import static org.anamnesis.cli.FhirWords.knownAs;
import static org.anamnesis.cli.FhirWords.name;
import static org.anamnesis.cli.FhirWords.references;
import static org.anamnesis.cli.FhirWords.words;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Practitioner.PractitionerQualificationComponent;
import org.jspecify.annotations.Nullable;

/**
 * What a folder of FHIR resources says in this system's words. Nothing is invented: what a resource does not hold is
 * left out, and where it can't be left out the resource is refused.
 */
final class Charts {

    static final String PRACTITIONER = "Practitioner";
    static final String LOCATION = "Location";
    static final String PATIENT = "Patient";
    static final String ENCOUNTER = "Encounter";
    static final String CARE_PLAN = "CarePlan";
    static final String CONDITION = "Condition";

    /** The activities of those care plans that are imported, in the report beside the resources. */
    static final String ACTIVITY = "CarePlan.activity";

    private static final Set<CarePlan.CarePlanStatus> PRESENT =
            EnumSet.of(CarePlan.CarePlanStatus.ACTIVE, CarePlan.CarePlanStatus.ONHOLD, CarePlan.CarePlanStatus.DRAFT);

    private static final Duration LONGEST_SESSION = Duration.ofHours(24);
    private static final int MAJORITY_YEARS = 18;
    private static final String TIMEZONE = "http://hl7.org/fhir/StructureDefinition/timezone";

    /**
     * Somebody or some place that is registered.
     *
     * @param knownAs the references by which others name it
     * @param parts what is added once it is there, such as credentials
     */
    record Newcomer(
            String type,
            String id,
            Set<String> knownAs,
            String path,
            Map<String, Object> body,
            List<Map<String, Object>> parts) {}

    /**
     * A therapy encounter.
     *
     * @param problem what it was for, in the data's words
     */
    record Visit(
            String id,
            List<String> patient,
            List<String> practitioner,
            List<String> location,
            Instant start,
            Instant end,
            String problem,
            boolean telehealth) {

        /** Minutes begun. */
        int minutes() {
            return (int)
                    Duration.between(start, end).plusMinutes(1).minusNanos(1).toMinutes();
        }
    }

    /** Something that is treated in therapy, and in which part of life it is a need. */
    record Ailment(String id, List<String> patient, String domain, String text) {}

    /**
     * A care plan of therapy.
     *
     * @param encounter in which it was made, if it tells
     * @param since the moment or the day when it began
     * @param modalities of its activities, each once
     * @param activities how many of them have a modality
     */
    record Course(
            String id,
            List<String> patient,
            @Nullable Visit encounter,
            String since,
            List<Ailment> needs,
            List<String> modalities,
            int activities) {}

    /**
     * How what the data leave open is read.
     *
     * @param zone of places that do not tell theirs
     * @param jurisdiction of people and places without an address, as ISO 3166
     * @param today tells who is of age
     */
    record Reading(Therapy therapy, ZoneId zone, @Nullable String jurisdiction, LocalDate today) {}

    private final List<Newcomer> newcomers = new ArrayList<>();
    private final List<Visit> visits = new ArrayList<>();
    private final List<Course> courses = new ArrayList<>();
    private final List<Practitioner> practitioners = new ArrayList<>();
    private final List<CarePlan> plans = new ArrayList<>();
    private final Map<String, Visit> encounters = new HashMap<>();
    private final Map<String, Ailment> ailments = new LinkedHashMap<>();
    private final Map<String, Organization> organizations = new HashMap<>();
    private final Reading reading;
    private final Report report;

    private Charts(Reading reading, Report report) {
        this.reading = reading;
        this.report = report;
    }

    /** Reads a folder to its end, and enters in the report what is not to be imported. */
    static Charts read(FhirFolder folder, Reading reading, Report report) {
        var charts = new Charts(reading, report);
        folder.read(charts::take).forEach(report::problem);
        charts.practitioners.forEach(each -> charts.guarded(PRACTITIONER, id(each), () -> charts.therapist(each)));
        charts.plans.forEach(each -> charts.guarded(CARE_PLAN, id(each), () -> charts.course(each)));
        charts.withoutPlan();
        return charts;
    }

    List<Newcomer> of(String type) {
        return newcomers.stream().filter(each -> each.type().equals(type)).toList();
    }

    List<Visit> visits() {
        return visits;
    }

    List<Course> courses() {
        return courses;
    }

    private void take(FhirFolder.Line line) {
        report.read(line.type());
        guarded(line.type(), line.place(), () -> understand(line));
    }

    /** No resource is so odd that the others must not be imported. */
    private void guarded(String type, String id, Runnable reading) {
        try {
            reading.run();
        } catch (RuntimeException odd) {
            report.refused(type, id, "NOT_UNDERSTOOD (" + odd.getClass().getSimpleName() + ")");
        }
    }

    private void understand(FhirFolder.Line line) {
        var resource = line.resource();
        if (resource == null) {
            report.refused(line.type(), line.place(), "NOT_FHIR");
        } else if (resource.getIdElement().getIdPart() == null) {
            report.refused(line.type(), line.place(), "NO_ID");
        } else if (resource instanceof Practitioner practitioner) {
            practitioners.add(practitioner); // once it is known who issued what
        } else if (resource instanceof Location location) {
            place(location);
        } else if (resource instanceof Patient patient) {
            client(patient);
        } else if (resource instanceof Encounter encounter) {
            visit(encounter);
        } else if (resource instanceof Condition condition) {
            ailment(condition);
        } else if (resource instanceof CarePlan plan) {
            plans.add(plan); // once it is known what it is for
        } else {
            if (resource instanceof Organization organization) {
                knownAs(organization, organization.getIdentifier())
                        .forEach(reference -> organizations.put(reference, organization));
            }
            report.outOfScope(line.type(), "NO_COUNTERPART");
        }
    }

    private void therapist(Practitioner practitioner) {
        var name = name(practitioner.getName());
        if (name == null) {
            report.refused(PRACTITIONER, id(practitioner), "NO_NAME");
            return;
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("name", name);
        contact(practitioner.getTelecom(), ContactPoint.ContactPointSystem.EMAIL)
                .ifPresent(email -> body.put("email", email));
        newcomers.add(new Newcomer(
                PRACTITIONER,
                id(practitioner),
                knownAs(practitioner, practitioner.getIdentifier()),
                "/therapists",
                body,
                practitioner.getQualification().stream()
                        .map(each -> credential(practitioner, each))
                        .filter(Objects::nonNull)
                        .toList()));
    }

    /**
     * A qualification that entitles to a service by the list of therapies, if it holds all that a credential is known by.
     * Nobody has verified it yet.
     */
    private @Nullable Map<String, Object> credential(Practitioner holder, PractitionerQualificationComponent held) {
        var issuer = organizations.get(references(held.getIssuer(), "Organization").stream()
                .findFirst()
                .orElse(""));
        var number = held.getIdentifier().stream()
                .filter(Identifier::hasValue)
                .findFirst()
                .orElse(null);
        var body = held.getIssuer().hasDisplay()
                ? held.getIssuer().getDisplay()
                : issuer == null ? null : issuer.getName();
        var entitles = reading.therapy().entitlement(held.getCode());
        var jurisdiction = issuer == null ? null : jurisdiction(issuer.getAddress());
        var from = day(held.getPeriod().getStartElement());
        var to = day(held.getPeriod().getEndElement());
        if (entitles == null || number == null || body == null || jurisdiction == null || from == null || to == null) {
            report.incomplete(
                    PRACTITIONER,
                    id(holder),
                    "a qualification that the list of therapies does not know, or without number, issuer, issuer's"
                            + " address or period");
            return null;
        }
        var credential = new LinkedHashMap<String, Object>();
        credential.put("type", entitles.credential());
        credential.put("body", body);
        credential.put("jurisdiction", jurisdiction);
        credential.put("number", number.getValue());
        credential.put("serviceTypes", entitles.serviceTypes());
        credential.put("validFrom", from.toString());
        credential.put("validTo", to.plusDays(1).toString());
        credential.put("needsSupervision", entitles.needsSupervision());
        return credential;
    }

    private void place(Location location) {
        var jurisdiction = jurisdiction(List.of(location.getAddress()));
        var name = location.hasName() ? location.getName() : location.getDescription();
        if (name == null || name.isBlank()) {
            report.refused(LOCATION, id(location), "NO_NAME");
        } else if (jurisdiction == null) {
            report.refused(LOCATION, id(location), "NO_JURISDICTION: it has no address; --jurisdiction gives one");
        } else {
            var told = location.getExtensionByUrl(TIMEZONE);
            var zone = told == null || !told.hasValue() ? null : told.getValue().primitiveValue();
            var kinds = codings(location.getPhysicalType())
                    .map(coding -> String.valueOf(coding.getCode()))
                    .collect(Collectors.toSet());
            newcomers.add(new Newcomer(
                    LOCATION,
                    id(location),
                    knownAs(location, location.getIdentifier()),
                    "/places",
                    Map.of(
                            "name",
                            name,
                            "kind",
                            kinds.contains("vi") ? "TELEHEALTH_CHANNEL" : kinds.contains("ho") ? "HOME_VISIT" : "ROOM",
                            "zone",
                            zone == null ? reading.zone().getId() : zone,
                            "jurisdiction",
                            jurisdiction),
                    List.of()));
        }
    }

    private void client(Patient patient) {
        var name = name(patient.getName());
        var born = day(patient.getBirthDateElement());
        var jurisdiction = jurisdiction(patient.getAddress());
        if (name == null) {
            report.refused(PATIENT, id(patient), "NO_NAME");
        } else if (born == null) {
            report.refused(PATIENT, id(patient), "NO_BIRTH_DATE: a whole day is needed");
        } else if (jurisdiction == null) {
            report.refused(PATIENT, id(patient), "NO_JURISDICTION: it has no address; --jurisdiction gives one");
        } else {
            var body = new LinkedHashMap<String, Object>();
            body.put("name", name);
            body.put("birthDate", born.toString());
            contact(patient.getTelecom(), ContactPoint.ContactPointSystem.PHONE)
                    .or(() -> contact(patient.getTelecom(), ContactPoint.ContactPointSystem.EMAIL))
                    .ifPresent(contact -> body.put("contact", contact));
            var age = Period.between(born, reading.today()).getYears();
            body.put("legalStatus", age < MAJORITY_YEARS ? "MINOR" : "ADULT");
            body.put("jurisdiction", jurisdiction);
            newcomers.add(new Newcomer(
                    PATIENT, id(patient), knownAs(patient, patient.getIdentifier()), "/clients", body, List.of()));
        }
    }

    private void visit(Encounter encounter) {
        var period = encounter.getPeriod();
        if (hasTimeOfDay(period.getStartElement())) {
            var met = met(encounter, period.getStart().toInstant());
            knownAs(encounter, encounter.getIdentifier()).forEach(reference -> encounters.put(reference, met));
        }
        if (!reading.therapy().includes(encounter.getType(), encounter.getReasonCode())) {
            report.outOfScope(ENCOUNTER, "NOT_THERAPY");
        } else if (encounter.getStatus() != Encounter.EncounterStatus.FINISHED) {
            report.outOfScope(ENCOUNTER, "NOT_FINISHED");
        } else if (!hasTimeOfDay(period.getStartElement())
                || !hasTimeOfDay(period.getEndElement())
                || !period.getStart().toInstant().isBefore(period.getEnd().toInstant())) {
            report.refused(ENCOUNTER, id(encounter), "NO_PERIOD: a start and a later end with times of day are needed");
        } else if (Duration.between(
                                period.getStart().toInstant(), period.getEnd().toInstant())
                        .compareTo(LONGEST_SESSION)
                > 0) {
            report.outOfScope(ENCOUNTER, "STAY");
        } else {
            visits.add(met(encounter, period.getEnd().toInstant()));
        }
    }

    private static Visit met(Encounter encounter, Instant end) {
        return new Visit(
                id(encounter),
                references(encounter.getSubject(), PATIENT),
                practitioner(encounter),
                references(encounter.getLocationFirstRep().getLocation(), LOCATION),
                encounter.getPeriod().getStart().toInstant(),
                end,
                Stream.concat(encounter.getReasonCode().stream(), encounter.getType().stream())
                        .map(FhirWords::words)
                        .filter(words -> !words.isEmpty())
                        .findFirst()
                        .orElse("not stated"),
                "VR".equals(encounter.getClass_().getCode()));
    }

    private void ailment(Condition condition) {
        var domain = reading.therapy().domain(condition.getCode());
        var isDenied = codings(condition.getVerificationStatus())
                .anyMatch(status -> "refuted".equals(status.getCode()) || "entered-in-error".equals(status.getCode()));
        var text = words(condition.getCode());
        if (domain == null) {
            report.outOfScope(CONDITION, "NOT_THERAPY");
        } else if (isDenied) {
            report.outOfScope(CONDITION, "REFUTED");
        } else if (text.isBlank()) {
            report.refused(CONDITION, id(condition), "NO_TEXT");
        } else {
            var ailment = new Ailment(id(condition), references(condition.getSubject(), PATIENT), domain, text);
            knownAs(condition, condition.getIdentifier()).forEach(reference -> ailments.put(reference, ailment));
        }
    }

    private void course(CarePlan plan) {
        var needs = plan.getAddresses().stream()
                .flatMap(reference -> references(reference, CONDITION).stream())
                .map(ailments::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var activities = plan.getActivity().stream()
                .map(activity -> activity.getDetail().getCode())
                .toList();
        var start = plan.getPeriod().getStartElement();
        var since = start.hasValue() ? start : plan.getCreatedElement();
        if (needs.isEmpty() && !reading.therapy().includesPlan(plan.getCategory(), activities)) {
            report.outOfScope(CARE_PLAN, "NOT_THERAPY");
        } else if (!PRESENT.contains(plan.getStatus())) {
            report.outOfScope(CARE_PLAN, "NOT_ACTIVE");
        } else if (day(since) == null) {
            report.refused(CARE_PLAN, id(plan), "NO_PERIOD: the day of its start is needed");
        } else {
            var modalities = activities.stream()
                    .map(reading.therapy()::modalities)
                    .filter(known -> !known.isEmpty())
                    .toList();
            activities.forEach(activity -> report.read(ACTIVITY));
            for (int i = modalities.size(); i < activities.size(); i++) {
                report.outOfScope(ACTIVITY, "NO_MODALITY");
            }
            courses.add(new Course(
                    id(plan),
                    references(plan.getSubject(), PATIENT),
                    references(plan.getEncounter(), ENCOUNTER).stream()
                            .map(encounters::get)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null),
                    hasTimeOfDay(since) ? since.getValue().toInstant().toString() : String.valueOf(day(since)),
                    needs,
                    modalities.stream().flatMap(List::stream).distinct().toList(),
                    modalities.size()));
        }
    }

    /** What is treated in therapy, but no plan that is imported is for it. */
    private void withoutPlan() {
        var planned =
                courses.stream().flatMap(course -> course.needs().stream()).collect(Collectors.toSet());
        ailments.values().stream()
                .distinct()
                .filter(ailment -> !planned.contains(ailment))
                .forEach(ailment -> report.outOfScope(CONDITION, "NOT_IN_A_PLAN"));
    }

    /** Who gave it: the primary performer, else the first practitioner named. */
    private static List<String> practitioner(Encounter encounter) {
        var practitioners = encounter.getParticipant().stream()
                .filter(each -> !references(each.getIndividual(), PRACTITIONER).isEmpty())
                .toList();
        return practitioners.stream()
                .filter(each -> each.getType().stream()
                        .flatMap(FhirWords::codings)
                        .anyMatch(coding -> "PPRF".equals(coding.getCode())))
                .findFirst()
                .or(() -> practitioners.stream().findFirst())
                .map(each -> references(each.getIndividual(), PRACTITIONER))
                .orElse(List.of());
    }

    private @Nullable String jurisdiction(List<Address> addresses) {
        return addresses.stream()
                .map(FhirWords::jurisdiction)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(reading.jurisdiction());
    }
}
