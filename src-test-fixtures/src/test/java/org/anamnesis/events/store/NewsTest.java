package org.anamnesis.events.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.anamnesis.fixtures.TestPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How one process hears that another has added to the history. */
class NewsTest {

    private final TestPostgres database = TestPostgres.empty();
    private final DataSource alone = alone();
    private final AtomicInteger heard = new AtomicInteger();
    private final Announcer here = new Announcer(alone, "here");
    private final Announcer there = new Announcer(alone, "there");
    private final Listener listener = new Listener(alone, "here", heard::incrementAndGet);

    @BeforeEach
    void listen() {
        listener.begin();
        Awaitility.await().untilAsserted(() -> assertThat(heard).hasValue(1)); // it may have missed some before
    }

    @AfterEach
    void end() {
        listener.close();
        here.close();
        there.close();
    }

    @Test
    void what_another_process_announces_is_heard() {
        there.announce();

        Awaitility.await().untilAsserted(() -> assertThat(heard).hasValue(2));
    }

    @Test
    void what_this_process_announces_itself_it_is_not_told() throws InterruptedException {
        here.announce();
        TimeUnit.MILLISECONDS.sleep(300);

        assertThat(heard).hasValue(1);
    }

    @Test
    void a_long_silence_is_no_reason_to_connect_again() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(1500);
        there.announce();
        TimeUnit.MILLISECONDS.sleep(300);

        assertThat(heard).hasValue(2);
    }

    @Test
    void of_many_commits_in_a_row_few_are_announced_and_the_last_is() throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            there.announce();
            TimeUnit.MICROSECONDS.sleep(100);
        }
        Awaitility.await().until(() -> heard.get() > 1);
        TimeUnit.MILLISECONDS.sleep(200);
        var before = heard.get();

        assertThat(before).isLessThan(200);
        there.announce();
        Awaitility.await().untilAsserted(() -> assertThat(heard).hasValue(before + 1));
    }

    @Test
    void lost_connections_are_made_again() {
        there.announce();
        Awaitility.await().untilAsserted(() -> assertThat(heard).hasValue(2));

        assertThat(database.sql().sql("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()""").query(Long.class).single()).isEqualTo(2);

        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(heard).as("it may have missed some").hasValue(3));
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
            there.announce();
            return heard.get() > 3;
        });
    }

    /** Connections that give up on a silent network after a second. */
    private DataSource alone() {
        var alone = Schemas.connection(database.login(), null);
        alone.setSocketTimeout(1);
        return alone;
    }
}
