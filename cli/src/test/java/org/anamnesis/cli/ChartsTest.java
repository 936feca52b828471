package org.anamnesis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.anamnesis.cli.Charts.Newcomer;
import org.anamnesis.cli.Charts.Visit;
import org.anamnesis.cli.Report.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartsTest {

    private static final String ADDICTION = """
            "type": [{"coding": [{"system": "http://snomed.info/sct", "code": "185347001"}]}],
            "reasonCode": [{"coding": [{"system": "http://snomed.info/sct", "code": "6525002",
                "display": "Dependent drug abuse"}]}]""";

    @TempDir
    Path folder;

    private final Report report = new Report();

    @Test
    void a_finished_therapy_encounter_is_a_visit() throws IOException {
        var charts = read(encounter("e1", ADDICTION, "2026-01-05T10:00:00+01:00", "2026-01-05T10:50:30+01:00"));

        assertThat(charts.visits())
                .containsExactly(new Visit(
                        "e1",
                        List.of("Patient/p"),
                        List.of("Practitioner?identifier=urn:npi|1"),
                        List.of("Location/l"),
                        Instant.parse("2026-01-05T09:00:00Z"),
                        Instant.parse("2026-01-05T09:50:30Z"),
                        "Dependent drug abuse",
                        false));
        assertThat(charts.visits().getFirst().minutes()).isEqualTo(51);
    }

    @Test
    void what_is_no_therapy_or_no_session_is_out_of_scope_with_a_reason() throws IOException {
        var dentist = ADDICTION.replace("6525002", "66383009");
        read(
                encounter("e1", dentist, "2026-01-05T10:00:00Z", "2026-01-05T10:50:00Z"),
                encounter("e2", ADDICTION, "2026-01-05T10:00:00Z", "2026-01-06T10:00:01Z"),
                encounter("e3", ADDICTION, "2026-01-05T10:00:00Z", "2026-01-06T10:00:00Z"),
                encounter("e4", ADDICTION, "2026-01-05T10:00:00Z", "2026-01-05T10:50:00Z")
                        .replace("finished", "cancelled"),
                "{\"resourceType\": \"Observation\", \"id\": \"o1\"}");

        assertThat(of("Encounter").getOutOfScopeBy()).isEqualTo(Map.of("NOT_THERAPY", 1, "STAY", 1, "NOT_FINISHED", 1));
        assertThat(of("Encounter").getPending()).isEqualTo(1);
        assertThat(of("Observation").getOutOfScopeBy()).isEqualTo(Map.of("NO_COUNTERPART", 1));
    }

    @Test
    void an_encounter_without_its_times_is_refused() throws IOException {
        read(
                encounter("e1", ADDICTION, "2026-01-05T10:00:00Z", "2026-01-05T10:00:00Z"),
                encounter("e2", ADDICTION, "2026-01-05", "2026-01-06"),
                encounter("e3", ADDICTION, "2026-01-05T10:00:00Z", "soon"));

        assertThat(of("Encounter").getRefused()).extracting(Refused::id).containsExactly("e1", "e2", "e3");
    }

    @Test
    void another_list_of_therapies_changes_what_is_one() throws IOException {
        var list = folder.resolve("list.json");
        Files.writeString(list, """
                {"types": [], "reasons": [{"system": "http://snomed.info/sct", "code": "66383009"}], "qualifications": []}""");
        var dentist = ADDICTION.replace("6525002", "66383009");

        var charts = read(
                Therapy.read(list),
                encounter("e1", dentist, "2026-01-05T10:00:00Z", "2026-01-05T10:50:00Z"),
                encounter("e2", ADDICTION, "2026-01-05T10:00:00Z", "2026-01-05T10:50:00Z"));

        assertThat(charts.visits()).extracting(Visit::id).containsExactly("e1");
    }

    @Test
    void references_are_understood_in_each_of_their_forms() throws IOException {
        var charts = read(
                encounter("e1", ADDICTION, "2026-01-05T10:00:00Z", "2026-01-05T10:50:00Z")
                        .replace("Patient/p", "https://example.org/fhir/Patient/p/_history/2"),
                encounter("e2", ADDICTION, "2026-01-05T10:00:00Z", "2026-01-05T10:50:00Z")
                        .replace("Patient/p", "urn:uuid:p"),
                encounter("e3", ADDICTION, "2026-01-05T10:00:00Z", "2026-01-05T10:50:00Z")
                        .replace(
                                "{\"reference\": \"Patient/p\"}",
                                "{\"identifier\": {\"system\": \"urn:mrn\", \"value\": \"7\"}}"),
                """
                {"resourceType": "Patient", "id": "p", "name": [{"text": "Anna"}], "birthDate": "1990-04-01",
                 "address": [{"country": "US", "state": "MA"}],
                 "identifier": [{"system": "urn:mrn", "value": "7"}]}""");

        var anna = charts.of("Patient").getFirst();
        assertThat(charts.visits()).hasSize(3).allMatch(visit -> anna.knownAs().containsAll(visit.patient()));
    }

    @Test
    void a_patient_is_a_client_with_what_is_known_and_nothing_more() throws IOException {
        var charts = read("""
                {"resourceType": "Patient", "id": "p1", "birthDate": "1990-04-01", "gender": "female",
                 "name": [{"use": "nickname", "given": ["Anni"]}, {"use": "official", "prefix": ["Ms."],
                           "given": ["Anna", "B."], "family": "Berg"}],
                 "telecom": [{"system": "phone", "value": "555"}], "address": [{"country": "USA", "state": "MA"}]}""", """
                {"resourceType": "Patient", "id": "p2", "birthDate": "2015-04-01", "name": [{"text": "Kim"}],
                 "address": [{"country": "DE", "state": "Berlin"}]}""");

        assertThat(charts.of("Patient"))
                .extracting(Newcomer::body)
                .containsExactly(
                        Map.of(
                                "name", "Ms. Anna B. Berg",
                                "birthDate", "1990-04-01",
                                "contact", "555",
                                "legalStatus", "ADULT",
                                "jurisdiction", "US-MA"),
                        Map.of(
                                "name", "Kim",
                                "birthDate", "2015-04-01",
                                "legalStatus", "MINOR",
                                "jurisdiction", "DE"));
    }

    @Test
    void who_lacks_what_a_registration_needs_is_refused() throws IOException {
        read(
                "{\"resourceType\": \"Patient\", \"id\": \"p1\", \"name\": [{\"text\": \"A\"}], \"birthDate\": \"1990\"}",
                "{\"resourceType\": \"Patient\", \"id\": \"p2\", \"name\": [{\"text\": \"A\"}], \"birthDate\": \"1990-01-01\"}",
                "{\"resourceType\": \"Patient\", \"name\": [{\"text\": \"A\"}]}",
                "{\"resourceType\": \"Practitioner\", \"id\": \"t1\"}",
                "{\"resourceType\": \"Location\", \"id\": \"l1\"}");

        assertThat(of("Patient").getRefused())
                .extracting(refused -> refused.reason().split(":", 2)[0])
                .containsExactly("NO_BIRTH_DATE", "NO_JURISDICTION", "NO_ID");
        assertThat(of("Practitioner").getRefused()).containsExactly(new Refused("t1", "NO_NAME"));
        assertThat(of("Location").getRefused()).containsExactly(new Refused("l1", "NO_NAME"));
    }

    @Test
    void a_location_is_a_place_of_its_own_zone_if_it_tells_one() throws IOException {
        var charts = read("""
                {"resourceType": "Location", "id": "l1", "name": "Room 1", "address": {"country": "US", "state": "MA"},
                 "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/timezone",
                                "valueCode": "America/New_York"}]}""", """
                {"resourceType": "Location", "id": "l2", "description": "Home", "address": {"country": "DE"},
                 "physicalType": {"coding": [{"code": "ho"}]}}""");

        assertThat(charts.of("Location"))
                .extracting(Newcomer::body)
                .containsExactly(
                        Map.of("name", "Room 1", "kind", "ROOM", "zone", "America/New_York", "jurisdiction", "US-MA"),
                        Map.of("name", "Home", "kind", "HOME_VISIT", "zone", "Europe/Berlin", "jurisdiction", "DE"));
    }

    @Test
    void only_a_whole_qualification_is_a_credential() throws IOException {
        var charts = read("""
                {"resourceType": "Practitioner", "id": "t1", "name": [{"text": "Dr Wolf"}], "qualification": [
                  {"identifier": [{"type": {"coding": [{"code": "LN"}]}, "value": "PT-4711"}],
                   "code": {"coding": [{"system": "http://nucc.org/provider-taxonomy", "code": "103TC0700X"}]}, "period": {"start": "2020-01-01", "end": "2029-12-31"},
                   "issuer": {"reference": "Organization/board"}},
                  {"identifier": [{"type": {"coding": [{}]}, "value": "RN-1"}],
                   "code": {"coding": [{"system": "http://nucc.org/provider-taxonomy", "code": "163W00000X"}]},
                   "period": {"start": "2020-01-01", "end": "2029-12-31"},
                   "issuer": {"reference": "Organization/board"}}]}""", """
                {"resourceType": "Organization", "id": "board", "name": "Board of Massachusetts",
                 "address": [{"country": "US", "state": "MA"}]}""");

        assertThat(charts.of("Practitioner").getFirst().parts())
                .containsExactly(Map.of(
                        "type", "LICENCE",
                        "body", "Board of Massachusetts",
                        "jurisdiction", "US-MA",
                        "number", "PT-4711",
                        "serviceTypes", List.of("PSYCHOTHERAPY", "COUNSELLING"),
                        "validFrom", "2020-01-01",
                        "validTo", "2030-01-01",
                        "needsSupervision", false));
        assertThat(of("Practitioner").getIncomplete()).extracting(Refused::id).containsExactly("t1");
    }

    @Test
    void a_care_plan_of_therapy_is_read_with_what_it_is_for_and_its_modalities() throws IOException {
        var charts = read(
                plan(
                        "c1",
                        "active",
                        "734163000",
                        "228557008",
                        "\"addresses\": [{\"reference\": \"Condition/d1\"}," + " {\"reference\": \"Condition/d2\"}],"),
                condition("d1", "7200002", "Alcoholism"),
                condition("d2", "38341003", "Hypertension"),
                condition("d3", "7200002", "Alcoholism"),
                encounter("e1", ADDICTION, "2026-01-05T10:00:00Z", "2026-01-05T10:50:00Z"));

        var course = charts.courses().getFirst();
        assertThat(course.since()).isEqualTo("2026-01-05T10:00:00Z");
        assertThat(course.needs())
                .containsExactly(new Charts.Ailment("d1", List.of("Patient/p"), "SUBSTANCE_USE", "Alcoholism"));
        assertThat(course.modalities()).containsExactly("COGNITIVE", "BEHAVIOURAL");
        assertThat(course.encounter()).isNotNull().extracting(Visit::id).isEqualTo("e1");
        assertThat(of("CarePlan.activity").getOutOfScopeBy()).isEqualTo(Map.of("NO_MODALITY", 1));
        assertThat(of("CarePlan.activity").getPending()).isEqualTo(1);
        assertThat(of("Condition").getOutOfScopeBy()).isEqualTo(Map.of("NOT_THERAPY", 1, "NOT_IN_A_PLAN", 1));
        assertThat(of("Condition").getPending()).isEqualTo(1);
    }

    @Test
    void a_care_plan_is_one_of_therapy_by_its_kind_its_activities_or_what_it_is_for() throws IOException {
        var forAlcoholism = "\"addresses\": [{\"reference\": \"Condition/d1\"}],";
        var charts = read(
                condition("d1", "7200002", "Alcoholism"),
                plan("by-kind", "active", "718347000", "1", ""),
                plan("by-activity", "draft", "1", "60112009", ""),
                plan("by-condition", "on-hold", "1", "1", forAlcoholism),
                plan("none", "active", "1", "1", ""),
                plan("over", "completed", "718347000", "1", ""),
                plan("wrong", "entered-in-error", "718347000", "1", forAlcoholism),
                plan("undated", "active", "718347000", "1", "").replace("2026-01-05T10:00:00Z", "2026"));

        assertThat(charts.courses())
                .extracting(Charts.Course::id)
                .containsExactly("by-kind", "by-activity", "by-condition");
        assertThat(of("CarePlan").getOutOfScopeBy()).isEqualTo(Map.of("NOT_THERAPY", 1, "NOT_ACTIVE", 2));
        assertThat(of("CarePlan").getRefused()).extracting(Refused::id).containsExactly("undated");
    }

    private static String plan(String id, String status, String category, String activity, String more) {
        return """
                {"resourceType": "CarePlan", "id": "%s", "status": "%s", "intent": "order", %s
                 "category": [{"coding": [{"system": "http://snomed.info/sct", "code": "%s"}]}],
                 "subject": {"reference": "Patient/p"}, "encounter": {"reference": "Encounter/e1"},
                 "period": {"start": "2026-01-05T10:00:00Z"},
                 "activity": [{"detail": {"code": {"coding": [{"system": "http://snomed.info/sct", "code": "%s"}]}}},
                   {"detail": {"code": {"text": "rest"}}}]}""".formatted(id, status, more, category, activity);
    }

    private static String condition(String id, String code, String display) {
        return """
                {"resourceType": "Condition", "id": "%s", "subject": {"reference": "Patient/p"},
                 "code": {"coding": [{"system": "http://snomed.info/sct", "code": "%s", "display": "%s"}]}}""".formatted(id, code, display);
    }

    private Charts read(String... lines) throws IOException {
        return read(Therapy.read(null), lines);
    }

    private Charts read(Therapy therapy, String... lines) throws IOException {
        var text = new StringBuilder();
        for (var line : lines) {
            text.append(line.replace("\n", " ")).append("\n");
        }
        Files.writeString(folder.resolve("All.ndjson"), text);
        return Charts.read(
                new FhirFolder(folder),
                new Charts.Reading(therapy, ZoneId.of("Europe/Berlin"), null, LocalDate.parse("2026-11-23")),
                report);
    }

    private Report.OfType of(String type) {
        return java.util.Objects.requireNonNull(report.getTypes().get(type));
    }

    private static String encounter(String id, String why, String start, String end) {
        return """
                {"resourceType": "Encounter", "id": "%s", "status": "finished", "class": {"code": "AMB"}, %s,
                 "subject": {"reference": "Patient/p"}, "period": {"start": "%s", "end": "%s"},
                 "participant": [{"individual": {"reference": "RelatedPerson/r"}},
                   {"individual": {"reference": "Practitioner?identifier=urn:npi|1"}}],
                 "location": [{"location": {"reference": "Location/l"}}]}""".formatted(id, why, start, end);
    }
}
