package org.anamnesis.planted;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.anamnesis.events.intake.ClientEvent.ClientRegistered;
import org.anamnesis.events.intake.ClientId;
import org.anamnesis.events.store.History;
import org.anamnesis.events.store.Installation;
import org.anamnesis.events.workforce.TherapistId;
import org.anamnesis.query.support.ConcernsClient;
import org.anamnesis.query.support.Look;
import org.anamnesis.query.support.Page;
import org.anamnesis.query.support.Readers;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports in which sessions are told as reports tell them: at once, of one client, or for as long as it is allowed. */
@RestController
public final class PlantedReports {

    public static final String PATH = "/api/v1/compliance/planted";
    public static final String ASKED = "R-10@1 format=json";

    private final Readers readers;
    private final History history;
    private final Installation installation;
    private final JdbcClient sql;

    PlantedReports(
            Readers readers, History history, Installation installation, @Qualifier("questions") DataSource questions) {
        this.readers = readers;
        this.history = history;
        this.installation = installation;
        this.sql = JdbcClient.create(questions);
    }

    /** A session. */
    record Line(
            UUID sessionId,
            UUID therapistId,
            UUID clientId,
            LocalDate day,
            @Nullable String client) implements ConcernsClient {

        @Override
        public UUID whose() {
            return clientId;
        }
    }

    /** All that may be told, and whether it may be taken along. */
    record Report(Page<Line> told, boolean mayCopy) {}

    @GetMapping(PATH)
    Report planted() {
        var look = readers.demandReport("R-10", Readers.GRANTED);
        look.asks(ASKED);
        var lines = lines(look);
        look.record(lines);
        return new Report(new Page<>(lines, null), look.mayCopy());
    }

    @GetMapping(PATH + "/of-client")
    Page<Line> plantedOfClient(@RequestParam UUID client) {
        var look = readers.demandReport("R-10", Readers.GRANTED, client, "client");
        return new Page<>(
                lines(look).stream()
                        .filter(line -> line.clientId().equals(client))
                        .toList(),
                null);
    }

    @GetMapping(PATH + "/long")
    void plantedLong(HttpServletResponse response) throws IOException {
        var look = readers.demandReport("R-10", Readers.GRANTED);
        look.record(List.of());
        while (look.isStillOpen()) {
            response.getOutputStream().write("line\n".getBytes(UTF_8));
            response.flushBuffer();
            LockSupport.parkNanos(10_000_000);
        }
        response.getOutputStream().write("the grant is over\n".getBytes(UTF_8));
    }

    private List<Line> lines(Look look) {
        return sql
                .sql("select session_id, therapist_id, client_id, lower(during) starts from history.fact_session")
                .query((row, i) -> line(row, look))
                .stream()
                .filter(line -> look.scope()
                        .map(scope -> scope.covers(
                                new TherapistId(line.therapistId()), new ClientId(line.clientId()), line.day()))
                        .orElse(true))
                .toList();
    }

    private Line line(ResultSet row, Look look) throws SQLException {
        var client = row.getObject("client_id", UUID.class);
        var registered = (ClientRegistered)
                history.ofAggregate(look.clinic(), client).getFirst().event();
        return new Line(
                row.getObject("session_id", UUID.class),
                row.getObject("therapist_id", UUID.class),
                client,
                row.getObject("starts", OffsetDateTime.class)
                        .atZoneSameInstant(installation.zone())
                        .toLocalDate(),
                look.words(registered.name(), client));
    }
}
