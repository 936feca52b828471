package org.anamnesis.standalone.practice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.anamnesis.standalone.Http;
import org.anamnesis.standalone.RunningApplication;

/**
 * A practice that has lived for a while, in an application of its own. Its time has stopped at the end of what was played;
 * whoever goes on with it sets the time on.
 */
public final class GeneratedPractice implements AutoCloseable {

    static final int CALLERS = 4;
    private static final int MORNING = 7;

    private static final class Shared {
        static final GeneratedPractice ONE = playAndCloseAtTheEnd();
    }

    private final RunningApplication application;
    private final Practice practice;
    private final SimulatedTime time;
    private final Duration took;

    private GeneratedPractice(RunningApplication application, Practice practice, SimulatedTime time, Duration took) {
        this.application = application;
        this.practice = practice;
        this.time = time;
        this.took = took;
    }

    /** One for all tests that only look at it, as large as the system properties ask for. */
    public static GeneratedPractice shared() {
        return Shared.ONE;
    }

    /**
     * Plays one.
     *
     * @param callers how many speak for it at once; it makes no difference to what is said
     */
    static GeneratedPractice play(Size size, int callers) {
        var application = RunningApplication.start(SimulatedTime.Machinery.class);
        var time = application.bean(SimulatedTime.class);
        var practice = new Practice(size, new Desk(application), new Agenda(time));
        var begun = System.nanoTime();
        open(practice);
        practice.agenda.run(Days.at(size.end(), 0), callers);
        return new GeneratedPractice(application, practice, time, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static void open(Practice practice) {
        var size = practice.size;
        for (int i = 0; i < size.therapists(); i++) {
            practice.colleagues.add(new Colleague(size.seed(), i));
        }
        practice.office(Size.FIRST, MORNING, () -> {
            new House(practice).open();
            new Staff(practice).hire();
        });
        var dealer = new Dealer(size);
        for (int number = 1; number <= size.clients(); number++) {
            var chance = new Chance(size.seed(), number);
            var traits = dealer.deal(chance);
            var client = new Client(practice, number, chance, traits);
            practice.clients.add(client);
            practice.agenda.alone(Days.at(traits.admission(), 9 + number % 8), number, client::admit);
        }
    }

    private static GeneratedPractice playAndCloseAtTheEnd() {
        var played = play(Size.asked(), CALLERS);
        Runtime.getRuntime().addShutdownHook(new Thread(played::close));
        return played;
    }

    public RunningApplication application() {
        return application;
    }

    public Http http() {
        return application.http();
    }

    /** By which the application goes; it can be set on. */
    public SimulatedTime time() {
        return time;
    }

    public Size size() {
        return practice.size;
    }

    /** When it began. */
    public Instant begin() {
        return Days.at(Size.FIRST, 0);
    }

    /** What is an example of something, in the order of the ids. */
    public List<UUID> cases(Case what) {
        return practice.cases.of(what);
    }

    /** How often each command was sent, and, after a space, how often it was refused for what. */
    public SortedMap<String, Integer> counts() {
        return practice.desk.counts();
    }

    /** How many commands were sent. */
    public int commands() {
        return counts().entrySet().stream()
                .filter(each -> !each.getKey().contains(" "))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** How long it took to play. */
    Duration took() {
        return took;
    }

    @Override
    public void close() {
        application.close();
    }
}
