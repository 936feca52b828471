package org.anamnesis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.anamnesis.cli.Charts.Ailment;
import org.anamnesis.cli.Charts.Course;
import org.anamnesis.cli.Charts.Newcomer;
import org.anamnesis.cli.Charts.Visit;
import org.anamnesis.cli.Server.Answer;
import org.anamnesis.cli.Server.Ask;
import org.jspecify.annotations.Nullable;

/**
 * Brings a folder of FHIR R4 bulk data into a running Anamnesis: practitioners as therapists, locations as places,
 * patients as clients, their therapy encounters as sessions that were entered afterwards, and their care plans of therapy
 * as drafts. Each command's idempotency key is made of the resource's id, so that a second import adds nothing and
 * finishes what a first one left.
 */
public final class FhirImport {

    private static final int AT_ONCE = 4;
    private static final String CHANGED = "changed since it was imported; what stands here is as it was then";

    /** Follows how far an import has come. */
    interface Watcher {

        /** So many resources are to be sent. */
        void expects(int resources);

        /** One of them has been. */
        void sent();
    }

    private final Server server;
    private final Charts.Reading reading;
    private final int atOnce;
    private final Watcher watcher;
    private final Report report = new Report();
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final SortedMap<String, Need> needs = new ConcurrentSkipListMap<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /**
     * @param atOnce how many charts are sent at the same time
     */
    FhirImport(Server server, Charts.Reading reading, int atOnce, Watcher watcher) {
        this.server = server;
        this.reading = reading;
        this.atOnce = atOnce;
        this.watcher = watcher;
    }

    /** What became of a condition: a need, in the first plan that has it, or why it is in none. */
    private record Need(@Nullable String id, String refusal) {

        Need better(Need later) {
            return id == null ? later : this;
        }
    }

    /** Reads therapies by the usual list, and tells nobody how far it has come. */
    public static FhirImport of(Server server, ZoneId zone) throws IOException {
        return new FhirImport(
                server,
                new Charts.Reading(Therapy.read(null), zone, null, LocalDate.now(zone)),
                AT_ONCE,
                new Watcher() {
                    @Override
                    public void expects(int resources) {}

                    @Override
                    public void sent() {}
                });
    }

    /**
     * Imports a folder as far as the server lets it; the report tells how far that is.
     *
     * @throws IOException if it holds no bulk data
     */
    public Report run(Path folder) throws IOException {
        var charts = Charts.read(new FhirFolder(folder), reading, report);
        watcher.expects(charts.of(Charts.PRACTITIONER).size()
                + charts.of(Charts.LOCATION).size()
                + charts.of(Charts.PATIENT).size()
                + charts.visits().size()
                + charts.courses().size());
        try (var workers = Executors.newFixedThreadPool(atOnce)) {
            for (var type : List.of(Charts.PRACTITIONER, Charts.LOCATION, Charts.PATIENT)) {
                all(
                        workers,
                        charts.of(type).stream()
                                .map(each -> work(() -> register(each)))
                                .toList());
            }
            all(
                    workers,
                    byClient(charts).stream()
                            .map(each -> work(() -> chart(each)))
                            .toList());
        }
        needs.forEach((condition, need) -> {
            if (need.id() != null) {
                report.imported(Charts.CONDITION, condition, need.id());
            } else if (!stopped.get()) {
                report.refused(Charts.CONDITION, condition, need.refusal());
            }
        });
        return report;
    }

    /** One patient's therapy: encounters and care plans, oldest first. */
    private record Chart(List<Visit> visits, List<Course> courses) {

        Chart() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private Collection<Chart> byClient(Charts charts) {
        var all = new LinkedHashMap<String, Chart>();
        charts.visits().stream()
                .sorted(Comparator.comparing(Visit::start).thenComparing(Visit::id))
                .forEach(visit -> all.computeIfAbsent(known(visit.patient()).orElse(visit.id()), client -> new Chart())
                        .visits()
                        .add(visit));
        charts.courses().stream()
                .sorted(Comparator.comparing(Course::since).thenComparing(Course::id))
                .forEach(course -> all.computeIfAbsent(
                                known(course.patient()).orElse(course.id()), client -> new Chart())
                        .courses()
                        .add(course));
        return all.values();
    }

    /** A piece of work that the server's going away ends, and all that would come after it. */
    private Callable<Boolean> work(Sending sending) {
        return () -> {
            try {
                sending.run();
            } catch (Server.Away away) {
                if (!stopped.getAndSet(true)) {
                    report.problem(String.valueOf(away.getMessage()));
                }
            }
            return true;
        };
    }

    private interface Sending {
        void run() throws Server.Away;
    }

    private static void all(ExecutorService workers, List<Callable<Boolean>> works) {
        try {
            for (Future<Boolean> done : workers.invokeAll(works)) {
                done.get();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    private void register(Newcomer newcomer) throws Server.Away {
        if (stopped.get()) {
            return;
        }
        var key = "fhir:" + newcomer.type() + "/" + newcomer.id();
        var answer = send(newcomer.path(), newcomer.body(), key);
        if (answer.isChanged()) {
            report.incomplete(newcomer.type(), newcomer.id(), CHANGED);
        }
        if (answer.isAccepted() || answer.isChanged()) {
            for (int part = 0; part < newcomer.parts().size(); part++) {
                var added = send(
                        newcomer.path() + "/" + answer.id() + "/credentials",
                        newcomer.parts().get(part),
                        key + "/qualification/" + part);
                if (!added.isAccepted()) { // changed ones too: nobody is to take them for what they were
                    report.incomplete(newcomer.type(), newcomer.id(), "qualification: " + added.reason());
                }
            }
            newcomer.knownAs().forEach(reference -> ids.put(reference, answer.id()));
            report.imported(newcomer.type(), newcomer.id(), answer.id());
        } else {
            report.refused(newcomer.type(), newcomer.id(), answer.reason());
        }
        watcher.sent();
    }

    /** The first encounter that can be imported opens the episode; where there is none, that in which a plan was made. */
    private void chart(Chart chart) throws Server.Away {
        var opened = new Opened(null, "");
        for (var visit : chart.visits()) {
            if (stopped.get()) {
                return;
            }
            opened = session(visit, opened);
            watcher.sent();
        }
        for (var course : chart.courses()) {
            if (stopped.get()) {
                return;
            }
            opened = plan(course, opened);
            watcher.sent();
        }
    }

    /** The patient's episode once it is open, and why it is not if it was refused. */
    private record Opened(@Nullable String episode, String refusal) {}

    private Opened session(Visit visit, Opened before) throws Server.Away {
        var missing = new ArrayList<String>();
        var client = id(visit.patient(), "NO_PATIENT", missing);
        var therapist = id(visit.practitioner(), "NO_PRACTITIONER", missing);
        var place = id(visit.location(), "NO_LOCATION", missing);
        if (!missing.isEmpty()) {
            report.refused(Charts.ENCOUNTER, visit.id(), String.join(", ", missing));
            return before;
        }
        var opened = before.episode() == null ? open(visit, client, therapist, place) : before;
        if (opened.episode() == null) {
            report.refused(Charts.ENCOUNTER, visit.id(), opened.refusal());
            return opened;
        }
        var key = "fhir:Encounter/" + visit.id();
        var booked = send(
                "/sessions",
                Map.of(
                        "episodeId",
                        opened.episode(),
                        "therapistId",
                        therapist,
                        "placeId",
                        place,
                        "start",
                        visit.start().toString(),
                        "minutes",
                        visit.minutes(),
                        "format",
                        visit.telehealth() ? "TELEHEALTH_INDIVIDUAL" : "INDIVIDUAL",
                        "backfill",
                        true),
                key);
        if (booked.isChanged()) {
            report.incomplete(Charts.ENCOUNTER, visit.id(), CHANGED);
            report.imported(Charts.ENCOUNTER, visit.id(), booked.id());
            return opened;
        }
        var last = booked;
        if (last.isAccepted()) {
            var session = "/sessions/" + booked.id();
            last = send(session + "/start", Map.of("occurredAt", visit.start().toString()), key + "/start");
            if (last.isAccepted()) {
                last = send(
                        session + "/complete", Map.of("actualEnd", visit.end().toString()), key + "/complete");
            }
        }
        if (last.isAccepted()) {
            report.imported(Charts.ENCOUNTER, visit.id(), booked.id());
        } else {
            report.refused(
                    Charts.ENCOUNTER,
                    visit.id(),
                    (booked.isAccepted() ? "booked, but not completed: " : "") + last.reason());
        }
        return opened;
    }

    private Opened plan(Course course, Opened before) throws Server.Away {
        var missing = new ArrayList<String>();
        var client = id(course.patient(), "NO_PATIENT", missing);
        if (!missing.isEmpty()) {
            refuse(course, "NO_PATIENT");
            return before;
        }
        var opened = before.episode() == null ? open(course, client) : before;
        if (opened.episode() == null) {
            refuse(course, opened.refusal());
            return opened;
        }
        var key = "fhir:CarePlan/" + course.id();
        var when = Map.of("occurredAt", course.since());
        var drafted = send("/episodes/" + opened.episode() + "/plans", when, key);
        if (drafted.isChanged()) {
            report.incomplete(Charts.CARE_PLAN, course.id(), CHANGED);
        } else if (!drafted.isAccepted()) {
            refuse(course, drafted.reason());
            return opened;
        }
        for (var need : course.needs()) {
            need(course, need, client, drafted.id(), key);
        }
        modalities(course, drafted.id(), key);
        report.imported(Charts.CARE_PLAN, course.id(), drafted.id());
        return opened;
    }

    private void need(Course course, Ailment need, String client, String plan, String key) throws Server.Away {
        if (!client.equals(known(need.patient()).orElse(null))) {
            needs.merge(need.id(), new Need(null, "OTHER_PATIENT"), Need::better);
            report.incomplete(Charts.CARE_PLAN, course.id(), "a condition of another patient");
            return;
        }
        var added = send(
                "/plans/" + plan + "/needs",
                Map.of("domain", need.domain(), "text", need.text(), "occurredAt", course.since()),
                key + "/need/" + need.id());
        if (added.isChanged()) {
            report.incomplete(Charts.CONDITION, need.id(), CHANGED);
        }
        var isThere = added.isAccepted() || added.isChanged();
        needs.merge(need.id(), new Need(isThere ? added.id() : null, isThere ? "" : added.reason()), Need::better);
    }

    private void modalities(Course course, String plan, String key) throws Server.Away {
        if (course.modalities().isEmpty()) {
            return;
        }
        var chosen = send(
                "/plans/" + plan + "/modalities",
                Map.of(
                        "modalities",
                        course.modalities().stream()
                                .map(modality -> Map.of("modality", modality))
                                .toList(),
                        "occurredAt",
                        course.since()),
                key + "/modalities");
        if (chosen.isChanged()) {
            report.incomplete(Charts.CARE_PLAN, course.id(), CHANGED);
        }
        for (int i = 0; i < course.activities(); i++) {
            if (chosen.isAccepted() || chosen.isChanged()) {
                report.imported(Charts.ACTIVITY, course.id() + "/" + i, plan);
            } else {
                report.refused(Charts.ACTIVITY, course.id() + "/" + i, chosen.reason());
            }
        }
    }

    /** A plan that is refused takes with it what was to be read into it. */
    private void refuse(Course course, String reason) {
        report.refused(Charts.CARE_PLAN, course.id(), reason);
        course.needs().forEach(need -> needs.merge(need.id(), new Need(null, "no plan: " + reason), Need::better));
        for (int i = 0; i < course.activities(); i++) {
            report.refused(Charts.ACTIVITY, course.id() + "/" + i, "no plan: " + reason);
        }
    }

    private Opened open(Course course, String client) throws Server.Away {
        var there = openAlready(client);
        if (there.episode() != null) {
            return there;
        }
        var encounter = course.encounter();
        if (encounter == null) {
            return new Opened(null, "NO_EPISODE: no therapy encounter, and none in which the plan was made");
        }
        var missing = new ArrayList<String>();
        var therapist = id(encounter.practitioner(), "NO_PRACTITIONER", missing);
        var place = id(encounter.location(), "NO_LOCATION", missing);
        return missing.isEmpty() && client.equals(known(encounter.patient()).orElse(null))
                ? open(encounter, client, therapist, place)
                : new Opened(null, "no episode: " + (missing.isEmpty() ? "OTHER_PATIENT" : String.join(", ", missing)));
    }

    /** The episode that is open already, whoever opened it; else this encounter opens one. */
    private Opened open(Visit visit, String client, String therapist, String place) throws Server.Away {
        var there = openAlready(client);
        if (there.episode() != null) {
            return there;
        }
        var answer = send(
                "/clients/" + client + "/episodes",
                Map.of(
                        "serviceType",
                        "PSYCHOTHERAPY",
                        "referralSource",
                        "UNKNOWN",
                        "presentingProblem",
                        visit.problem(),
                        "primaryTherapistId",
                        therapist,
                        "usualPlaceId",
                        place,
                        "occurredAt",
                        visit.start().toString()),
                "fhir:" + visit.patient().getFirst() + "/episode");
        return answer.isAccepted() ? new Opened(answer.id(), "") : new Opened(null, "no episode: " + answer.reason());
    }

    private Opened openAlready(String client) throws Server.Away {
        for (var episode : server.get("/clients/" + client + "/episodes").body().path("items")) {
            if (episode.path("serviceType").asString("").equals("PSYCHOTHERAPY")) {
                return new Opened(episode.path("episodeId").asString(), "");
            }
        }
        return new Opened(null, "");
    }

    private Answer send(String path, Map<String, ?> body, String key) throws Server.Away {
        var answer = server.send(new Ask(path, body, key));
        report.added(answer.newEvents());
        return answer;
    }

    /** The id here of what a reference names; if none is known, that goes to what is missing. */
    private String id(List<String> references, String reason, List<String> missing) {
        return known(references).orElseGet(() -> {
            missing.add(reason);
            return "";
        });
    }

    private Optional<String> known(List<String> references) {
        return references.stream().map(ids::get).filter(Objects::nonNull).findFirst();
    }
}
