package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.AUDITOR;
import static org.anamnesis.events.web.Role.CLINICIAN;
import static org.anamnesis.events.web.Role.COVERING_CLINICIAN;
import static org.anamnesis.events.web.Role.OPERATOR;
import static org.anamnesis.events.web.Role.PRIVACY_OFFICER;
import static org.anamnesis.events.web.Role.RECEPTION;
import static org.anamnesis.events.web.Role.RECORDS_OFFICER;
import static org.anamnesis.events.web.Role.RESEARCHER;
import static org.anamnesis.standalone.Clinic.inHours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.anamnesis.events.web.Role;

/** One request for each command, each to something that is in the state for it. */
public final class EveryCommand {

    /** A request that has not been sent yet. */
    public record Request(String operation, Role role, String path, String body, List<String> headers) {

        public Http.Reply send(Http http, String... more) {
            var all = new ArrayList<>(headers);
            all.addAll(List.of(more));
            return http.post(role, "/api/v1" + path, body, all.toArray(String[]::new));
        }

        @Override
        public String toString() {
            return operation;
        }
    }

    static final String STUDY = """
            {"title": "Time in treatment", "purpose": "Who stays, and for how long?", "protocol": {
             "approvals": [{"body": "Review board", "reference": "2026-17", "date": "2026-01-10"}],
             "cohort": {}, "profile": "SAFE_HARBOR", "ends": "2090-12-31", "recipient": "Department of Psychology"}}""";

    private static final AtomicInteger ADOPTED = new AtomicInteger();

    private final Clinic clinic;
    private final List<Request> requests = new ArrayList<>();
    private int hours = 400;

    private EveryCommand(Clinic clinic) {
        this.clinic = clinic;
    }

    public static List<Request> in(Http http) {
        return at(Clinic.at(http));
    }

    /** All about one client, where they are about a client. */
    static List<Request> at(Clinic clinic) {
        var every = new EveryCommand(clinic);
        every.registrations();
        every.privacy();
        every.plans();
        every.sessions();
        every.governance();
        every.add("rotateLedgerKey", OPERATOR, "/ledger/rotate-key", "");
        every.rules();
        return every.requests;
    }

    private void add(String operation, Role role, String path, String body, String... headers) {
        requests.add(new Request(operation, role, path, body, List.of(headers)));
    }

    private void registrations() {
        add(
                "registerTherapist",
                RECORDS_OFFICER,
                "/therapists",
                "{\"name\": \"Dr Fuchs\", \"email\": \"f@example.org\"}");
        add(
                "declareCompetence",
                RECORDS_OFFICER,
                "/therapists/" + clinic.therapist + "/competences",
                "{\"modality\": \"COGNITIVE\", \"technique\": \"EXPOSURE\", \"evidence\": \"course 2019\"}");
        var supervision = "/therapists/" + therapist() + "/supervision";
        var supervisor = "{\"supervisorId\": \"" + therapist() + "\"}";
        add("agreeSupervision", RECORDS_OFFICER, supervision, supervisor);
        var agreed = clinic.http
                .post(RECORDS_OFFICER, "/api/v1/therapists/" + therapist() + "/supervision", supervisor)
                .id();
        add("endSupervision", RECORDS_OFFICER, "/supervision/" + agreed + "/end", "");
        add("setAvailability", RECEPTION, "/therapists/" + therapist() + "/availability", """
                {"zone": "Europe/Berlin", "weekly": [{"day": "MONDAY", "from": "09:00", "to": "17:00"}]}""");
        add("recordAbsence", RECEPTION, "/therapists/" + therapist() + "/absences", """
                {"from": "2027-01-01", "to": "2027-01-08", "reason": "holiday"}""");
        add("addCredential", RECORDS_OFFICER, "/therapists/" + clinic.therapist + "/credentials", """
                {"type": "CERTIFICATE", "body": "Institute", "jurisdiction": "DE-BE", "number": "C-1",
                 "serviceTypes": ["COUNSELLING"], "validFrom": "2020-01-01", "validTo": "2090-01-01",
                 "needsSupervision": true}""");
        add(
                "verifyCredential",
                RECORDS_OFFICER,
                "/credentials/" + clinic.credential + "/verify",
                "{\"method\": \"by telephone\"}");
        add("renewCredential", RECORDS_OFFICER, credential() + "/renew", "{\"validTo\": \"2095-01-01\"}");
        add("suspendCredential", RECORDS_OFFICER, credential() + "/suspend", "{\"reason\": \"complaint\"}");
        var suspended = credential();
        clinic.http
                .post(RECORDS_OFFICER, "/api/v1" + suspended + "/suspend", "{\"effectiveFrom\": \"2026-01-01\"}")
                .expect(200);
        add("liftSuspension", RECORDS_OFFICER, suspended + "/lift-suspension", "{\"reason\": \"cleared\"}");
        add(
                "restrictCredential",
                RECORDS_OFFICER,
                credential() + "/restrict",
                "{\"scope\": [\"COUNSELLING\"], \"reason\": \"order\"}");
        add("revokeCredential", RECORDS_OFFICER, credential() + "/revoke", "{\"reason\": \"order\"}");
        add(
                "registerPlace",
                RECORDS_OFFICER,
                "/places",
                "{\"name\": \"Cellar\", \"kind\": \"ROOM\", \"zone\": \"Europe/Berlin\", \"jurisdiction\": \"DE-BE\"}");
        add(
                "attestPlace",
                RECORDS_OFFICER,
                "/places/" + clinic.place + "/attest",
                "{\"neutral\": true, \"safe\": true, \"calm\": true, \"private\": false, \"note\": \"thin walls\"}");
        add(
                "withdrawAttestation",
                RECORDS_OFFICER,
                "/places/" + place() + "/withdraw-attestation",
                "{\"reason\": \"mould\"}");
        add("closePlace", RECORDS_OFFICER, "/places/" + place() + "/close", "{\"reason\": \"flood\"}");
        var closed = place();
        clinic.http
                .post(RECORDS_OFFICER, "/api/v1/places/" + closed + "/close", "{\"reason\": \"flood\"}")
                .expect(200);
        add("reopenPlace", RECORDS_OFFICER, "/places/" + closed + "/reopen", "{\"reason\": \"dry again\"}");
        add("setPlaceAvailability", RECEPTION, "/places/" + place() + "/availability", """
                {"zone": "Europe/Berlin", "weekly": [{"day": "MONDAY", "from": "09:00", "to": "17:00"}]}""");
        add("recordPlaceAbsence", RECEPTION, "/places/" + place() + "/absences", """
                {"from": "2027-01-01T08:00:00Z", "to": "2027-01-01T12:00:00Z", "reason": "painters"}""");
        add("correctClientDetails", RECEPTION, "/clients/" + clinic.client + "/correct-details", """
                {"name": "Anna Berg", "birthDate": "1990-04-02", "contact": "anna@example.org", "legalStatus": "ADULT",
                 "jurisdiction": "DE-BE"}""");
        add("registerClient", RECEPTION, "/clients", """
                {"name": "Ben", "birthDate": "1980-05-06", "contact": "ben@example.org", "legalStatus": "ADULT",
                 "jurisdiction": "DE-BE"}""");
        add(
                "givePrivacyNotice",
                RECEPTION,
                "/clients/" + clinic.client + "/privacy-notices",
                "{\"version\": \"2\", \"givenAt\": \"2026-02-01\"}");
        add(
                "signConsent",
                RECEPTION,
                "/clients/" + clinic.client + "/consents",
                "{\"type\": \"RECORDING\", \"signedAt\": \"2026-02-01\"}");
        var consent = clinic.http
                .post(
                        RECEPTION,
                        "/api/v1/clients/" + clinic.client + "/consents",
                        "{\"type\": \"RECORDING\", \"signedAt\": \"2026-02-01\"}")
                .id();
        add("revokeConsent", RECEPTION, "/consents/" + consent + "/revoke", "");
        add(
                "agreeTreatmentLength",
                CLINICIAN,
                "/episodes/" + clinic.episode + "/agree-length",
                "{\"unit\": \"SESSIONS\", \"value\": 12, \"clientWords\": \"until spring\"}");
        var counselling = clinic.openEpisode().replace("PSYCHOTHERAPY", "COUNSELLING");
        var episodes = "/clients/" + clinic.client + "/episodes";
        add(
                "discharge",
                CLINICIAN,
                "/episodes/"
                        + clinic.http
                                .post(CLINICIAN, "/api/v1" + episodes, counselling)
                                .id() + "/discharge",
                "{\"reason\": 1, \"summary\": \"well again\"}");
        add("openEpisode", CLINICIAN, episodes, counselling); // once the other one has ended
        add(
                "invokeBreakGlass",
                COVERING_CLINICIAN,
                "/clients/" + clinic.client + "/break-glass",
                "{\"reason\": \"collapsed\"}");
        var broken = clinic.http
                .post(
                        COVERING_CLINICIAN,
                        "/api/v1/clients/" + clinic.client + "/break-glass",
                        "{\"reason\": \"collapsed\"}")
                .id();
        add(
                "reviewBreakGlass",
                PRIVACY_OFFICER,
                "/break-glass/" + broken + "/review",
                "{\"verdict\": \"JUSTIFIED\", \"note\": \"was alone on call\"}");
    }

    private void privacy() {
        add("nameLovedOne", RECEPTION, "/clients/" + clinic.client + "/loved-ones", """
                {"relation": "PARTNER", "name": "Lotte", "contact": "lotte@example.org"}""");
        add("placeLegalHold", PRIVACY_OFFICER, client() + "/legal-hold", "{\"reason\": \"a dispute\"}");
        var held = client();
        clinic.http
                .post(PRIVACY_OFFICER, "/api/v1" + held + "/legal-hold", "{\"reason\": \"a dispute\"}")
                .expect(200);
        add("releaseLegalHold", PRIVACY_OFFICER, held + "/release-legal-hold", "{\"reason\": \"settled\"}");
        add(
                "eraseSubject",
                PRIVACY_OFFICER,
                "/erasures",
                "{\"subjectId\": \"" + therapist() + "\", \"reason\": \"asked for it\"}");
        var requested = clinic.http
                .post(
                        "second-privacy-officer",
                        "/api/v1/erasures",
                        "{\"subjectId\": \"%s\", \"legalGround\": \"GDPR 17(1)(d)\"}"
                                .formatted(client().substring("/clients/".length())))
                .id();
        add("confirmErasure", PRIVACY_OFFICER, "/erasures/" + requested + "/confirm", "");
    }

    private void governance() {
        add("grantAccess", PRIVACY_OFFICER, "/access-grants", clinic.granting());
        add("approveStudy", PRIVACY_OFFICER, "/research/studies", STUDY);
        add("endStudy", PRIVACY_OFFICER, "/research/studies/" + study() + "/end", "");
        add("requestDatasetExport", RESEARCHER, "/research/exports", "{\"studyId\": \"" + study() + "\"}");
        add("cancelDatasetExport", RESEARCHER, "/research/exports/" + datasetExport() + "/cancel", "");
        add("endAccessGrant", PRIVACY_OFFICER, grant() + "/end", "{\"reason\": \"read all there is\"}");
        var over = grant();
        clinic.http
                .post(PRIVACY_OFFICER, "/api/v1" + over + "/end", "{\"reason\": \"read all there is\"}")
                .expect(200);
        add("confirmDestruction", PRIVACY_OFFICER, over + "/confirm-destruction", "{\"note\": \"by letter\"}");
        add(
                "signReview",
                AUDITOR,
                "/compliance/reviews",
                "{\"report\": \"R-10\", \"reportId\": \"" + UUID.randomUUID() + "\", \"findings\": \"all well\"}");
    }

    private String study() {
        return clinic.http
                .post(PRIVACY_OFFICER, "/api/v1/research/studies", STUDY)
                .id();
    }

    private String datasetExport() {
        return clinic.http
                .post(RESEARCHER, "/api/v1/research/exports", "{\"studyId\": \"" + study() + "\"}")
                .id();
    }

    private String grant() {
        return "/access-grants/"
                + clinic.http
                        .post(PRIVACY_OFFICER, "/api/v1/access-grants", clinic.grantingCopies())
                        .id();
    }

    private String client() {
        return "/clients/" + clinic.http.post(RECEPTION, "/api/v1/clients", """
                        {"name": "Carla", "birthDate": "1970-07-08", "legalStatus": "ADULT", "jurisdiction": "DE-BE"}""").id();
    }

    private void plans() {
        var drafts = "/episodes/" + clinic.episode + "/plans";
        add("draftPlan", CLINICIAN, drafts, "");
        var plan =
                "/plans/" + clinic.http.post(CLINICIAN, "/api/v1" + drafts, "").id();
        var need = clinic.http
                .post(CLINICIAN, "/api/v1" + plan + "/needs", "{\"domain\": \"FAMILY\", \"text\": \"rows at home\"}")
                .id();
        add("addNeed", CLINICIAN, plan + "/needs", "{\"domain\": \"SUBSTANCE_USE\", \"text\": \"drinks daily\"}");
        add(
                "addGoal",
                CLINICIAN,
                plan + "/goals",
                "{\"clientWords\": \"my mornings back\", \"needIds\": [\"" + need + "\"]}");
        add(
                "chooseModalities",
                CLINICIAN,
                plan + "/modalities",
                "{\"modalities\": [{\"modality\": \"COGNITIVE\", \"share\": 100, \"rationale\": \"worries\"}]}");
        add("setCadence", CLINICIAN, plan + "/cadence", """
                {"every": 1, "unit": "WEEKS", "weekday": "MONDAY", "time": "10:00", "zone": "Europe/Berlin"}""");
        add("proposePlan", CLINICIAN, plan + "/propose", "");
        add("signPlan", CLINICIAN, plan + "/sign", "{\"as\": \"CLIENT\", \"method\": \"ELECTRONIC\"}");
        var inForce = clinic.planInForce();
        var reviewed = clinic.planInForce();
        add(
                "reviewPlan",
                CLINICIAN,
                "/plans/" + reviewed.id() + "/review",
                """
                {"goals": [{"goalId": "%s", "progress": "PROGRESS"}], "decision": "CONTINUE", "clientView": "it helps"}""".formatted(clinic.goal(reviewed.id())),
                "If-Match",
                reviewed.header("ETag"));
        add("completePlan", CLINICIAN, "/plans/" + clinic.planInForce().id() + "/complete", "");
        add("adjustPlan", CLINICIAN, "/plans/" + inForce.id() + "/adjust", """
                {"changes": [{"op": "APPROVE_EXTENDED_SESSION", "minutes": 90, "technique": "EXPOSURE",
                  "reason": "needs time"}], "reason": "CLIENT_REQUEST"}""", "If-Match", inForce.header("ETag"));
    }

    private void sessions() {
        add("bookSession", RECEPTION, "/sessions", clinic.booking(next(), 50));
        add("bookSeries", RECEPTION, "/session-series", clinic.series(next(), 2));
        add(
                "rescheduleSession",
                RECEPTION,
                booked() + "/reschedule",
                "{\"start\": \"" + next() + "\", \"reason\": \"train late\"}");
        add("cancelSession", RECEPTION, booked() + "/cancel", "{\"by\": \"CLIENT\", \"reason\": \"ill\"}");
        add("checkIn", RECEPTION, booked() + "/check-in", "");
        add("startSession", CLINICIAN, booked() + "/start", "{\"clientLocation\": \"DE-BE\"}");
        add("completeSession", CLINICIAN, started() + "/complete", "{\"actualEnd\": \"" + Instant.now() + "\"}");
        add("abortSession", CLINICIAN, started() + "/abort", "{\"reason\": \"felt ill\"}");
        add("markNoShow", RECEPTION, backfilled() + "/no-show", "");
        add(
                "writeCounsellingNote",
                CLINICIAN,
                booked() + "/counselling-notes",
                "{\"text\": \"I was reminded of my own father\"}");
        add("recordExpression", CLINICIAN, started() + "/expressions", """
                {"technique": "ART", "feelings": [{"name": "anger", "before": 8, "after": 4}],
                 "meaning": "a storm that passes", "proposedBy": "CLIENT", "purpose": "EXPRESSION"}""");
    }

    /** In a time in which nobody is treated; earlier each time, so that what is adopted does not hold then already. */
    private void rules() {
        add("publishRuleProfile", RECORDS_OFFICER, "/rule-profiles", document());
        add("adoptRuleProfile", RECORDS_OFFICER, "/rule-profiles/adopt", """
                {"profile": "us-co-addiction@1", "effectiveFrom": "%s"}""".formatted(
                        LocalDate.of(2190, 1, 1).minusDays(ADOPTED.incrementAndGet())));
        var published = clinic.http
                .post(RECORDS_OFFICER, "/api/v1/rule-profiles", document())
                .id();
        add(
                "endRuleProfile",
                RECORDS_OFFICER,
                "/rule-profiles/" + published + "/end",
                "{\"effectiveTo\": \"2195-01-01\"}");
    }

    private static String document() {
        return """
                {"name": "tea-%s", "version": 1, "layer": "CLINIC", "title": "At tea time",
                 "effectiveFrom": "2190-01-01", "parameters": {"alternativesMost": 2},
                 "sources": {"alternativesMost": "tradition"}, "overrides": ["alternativesMost"]}""".formatted(UUID.randomUUID().toString().substring(24));
    }

    private Instant next() {
        return inHours(++hours);
    }

    private String credential() {
        return "/credentials/"
                + clinic.http
                        .post(RECORDS_OFFICER, "/api/v1/therapists/" + clinic.therapist + "/credentials", """
                                {"type": "LICENCE", "body": "Board", "jurisdiction": "US-CA", "number": "L-1",
                                 "serviceTypes": ["COUNSELLING"], "validFrom": "2020-01-01", "validTo": "2090-01-01",
                                 "needsSupervision": false}""")
                        .id();
    }

    private String therapist() {
        return clinic.http
                .post(RECORDS_OFFICER, "/api/v1/therapists", "{\"name\": \"Dr Dachs\", \"account\": \"clinician\"}")
                .id();
    }

    private String place() {
        return clinic.http.post(RECORDS_OFFICER, "/api/v1/places", """
                        {"name": "Attic", "kind": "ROOM", "zone": "Europe/Berlin", "jurisdiction": "DE-BE"}""").id();
    }

    private String booked() {
        return "/sessions/" + clinic.book(next(), 50).id();
    }

    private String started() {
        var session = booked();
        var anHourAgo = Instant.now().minus(Duration.ofHours(1));
        clinic.http
                .post(CLINICIAN, "/api/v1" + session + "/start", "{\"occurredAt\": \"" + anHourAgo + "\"}")
                .expect(200);
        return session;
    }

    private String backfilled() {
        return "/sessions/"
                + clinic.http
                        .post(
                                RECORDS_OFFICER,
                                "/api/v1/sessions",
                                clinic.booking(Instant.parse("2024-05-06T09:00:00Z"), 50, ", \"backfill\": true"))
                        .id();
    }
}
