package org.anamnesis.events.keys;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.anamnesis.events.store.Anamnesis;
import org.anamnesis.events.store.CannotStart;
import org.anamnesis.events.store.Schemas;
import org.anamnesis.fixtures.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    @TempDir
    Path data;

    private final TestPostgres database = TestPostgres.migrated();

    private KeyFile start() {
        return new KeysAutoConfiguration().keyFile(new Anamnesis(data, null, null), new Schemas(database.login()));
    }

    private Path file() {
        return data.resolve("keys.json");
    }

    @Test
    void the_first_start_makes_it_for_its_owner_alone() throws IOException {
        start();

        assertThat(Files.getPosixFilePermissions(file())).containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
    }

    @Test
    void later_starts_use_the_same() {
        var first = start();

        assertThat(start().hash(new byte[] {1})).isEqualTo(first.hash(new byte[] {1}));
    }

    @Test
    void several_first_starts_at_once_agree_on_one() throws Exception {
        try (var starts = Executors.newFixedThreadPool(4)) {
            var keys = starts.invokeAll(Collections.<Callable<KeyFile>>nCopies(4, this::start));
            for (var key : keys) {
                assertThat(key.get().hash(new byte[] {1}))
                        .isEqualTo(keys.getFirst().get().hash(new byte[] {1}));
            }
        }
        assertThat(start().id()).isNotNull();
        try (var left = Files.list(data)) {
            assertThat(left).containsExactly(file());
        }
    }

    @Test
    void a_missing_file_is_never_made_again() throws IOException {
        start();
        Files.delete(file());

        assertThatThrownBy(this::start).isInstanceOf(CannotStart.class).hasMessageContaining("is missing");
        assertThat(file()).doesNotExist();
    }

    @Test
    void a_damaged_file_stops_the_start() throws IOException {
        start();
        Files.writeString(file(), Files.readString(file()).substring(0, 200));

        assertThatThrownBy(this::start).isInstanceOf(CannotStart.class).hasMessageContaining("is damaged");
    }

    @Test
    void another_databases_file_stops_the_start() throws IOException {
        start();
        Files.delete(file());
        KeyFile.make(file());

        assertThatThrownBy(this::start).isInstanceOf(CannotStart.class).hasMessageContaining("is not the one");
    }
}
