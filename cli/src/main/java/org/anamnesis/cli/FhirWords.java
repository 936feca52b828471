package org.anamnesis.cli;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** What FHIR's data types say, in plain words. */
final class FhirWords {

    private static final String URN = " urn:uuid:";

    private FhirWords() {}

    /** A country, or the part of it where it says so, as ISO 3166-2. */
    static Optional<String> jurisdiction(Address address) {
        var country = Optional.ofNullable(address.getCountry())
                .map(name -> name.strip().toUpperCase(Locale.ROOT));
        return country.flatMap(name -> Arrays.stream(Locale.getISOCountries())
                        .filter(iso -> iso.equals(name)
                                || Locale.of("", iso).getISO3Country().equals(name))
                        .findFirst())
                .map(iso -> address.hasState() && address.getState().matches("[A-Z0-9]{1,3}")
                        ? iso + "-" + address.getState()
                        : iso);
    }

    static @Nullable String name(List<HumanName> names) {
        return names.stream()
                .min((one, other) -> Boolean.compare(isOfficial(other), isOfficial(one)))
                .map(name -> name.hasText()
                        ? name.getText()
                        : Stream.of(
                                        name.getPrefix().stream(),
                                        name.getGiven().stream(),
                                        Stream.of(name.getFamilyElement()))
                                .flatMap(part -> part)
                                .map(StringType::getValue)
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining(" ")))
                .filter(name -> !name.isBlank())
                .orElse(null);
    }

    private static boolean isOfficial(HumanName name) {
        return name.getUse() == HumanName.NameUse.OFFICIAL;
    }

    static Optional<String> contact(List<ContactPoint> contacts, ContactPoint.ContactPointSystem system) {
        return contacts.stream()
                .filter(contact -> contact.getSystem() == system && contact.hasValue())
                .map(ContactPoint::getValue)
                .findFirst();
    }

    static Stream<Coding> codings(CodeableConcept concept) {
        return concept.getCoding().stream();
    }

    static String words(CodeableConcept concept) {
        return concept.hasText()
                ? concept.getText()
                : codings(concept)
                        .map(Coding::getDisplay)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
    }

    /** The day of a time that is told at least to the day. */
    static @Nullable LocalDate day(BaseDateTimeType time) {
        return time.getValue() == null || time.getPrecision().compareTo(TemporalPrecisionEnum.DAY) < 0
                ? null
                : LocalDate.parse(time.getValueAsString().substring(0, "2026-01-01".length()));
    }

    static boolean hasTimeOfDay(BaseDateTimeType time) {
        return time.getValue() != null && time.getPrecision().compareTo(TemporalPrecisionEnum.DAY) > 0;
    }

    static String id(Resource resource) {
        return resource.getIdElement().getIdPart();
    }

    /** By which references others may name it: by id, and by each of its identifiers. */
    static Set<String> knownAs(Resource resource, List<Identifier> identifiers) {
        var type = resource.fhirType();
        var names = new LinkedHashSet<>(List.of(type + "/" + id(resource), type + URN + id(resource)));
        identifiers.forEach(identifier -> names.add(byIdentifier(type, identifier)));
        return names;
    }

    /** What a reference to something of a type names, in the words of {@link #knownAs}; nothing if it is of another. */
    static List<String> references(Reference reference, String type) {
        var names = new ArrayList<String>();
        if (reference.hasReference()) {
            var name = reference.getReference();
            var relative = Pattern.compile("(?:.*/)?(" + type + "/[^/]+)(?:/_history/.*)?")
                    .matcher(name);
            if (name.startsWith("urn:uuid:")) {
                names.add(type + " " + name);
            } else if (name.startsWith(type + "?")) {
                names.add(name);
            } else if (relative.matches()) {
                names.add(relative.group(1));
            }
        }
        if (reference.hasIdentifier()) {
            names.add(byIdentifier(type, reference.getIdentifier()));
        }
        return names;
    }

    private static String byIdentifier(String type, Identifier identifier) {
        return type + "?identifier=" + (identifier.hasSystem() ? identifier.getSystem() : "") + "|"
                + identifier.getValue();
    }
}
