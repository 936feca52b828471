package org.anamnesis.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.anamnesis.verify.Verify;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anamnesis verify}. */
@Command(
        name = "verify",
        description = {
            "Checks that the history, and the record of who looked, are as they were sealed: of a running server, of a"
                    + " database, or of a bundle.",
            "It does what Verify.java does, which the server hands out at /api/v1/compliance/integrity/verifier."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is as it was sealed",
            "1:something is not, and it is said what",
            "2:it could not be checked"
        })
final class VerifyHistory implements Callable<Integer> {

    @Parameters(paramLabel = "<bundle>", arity = "0..1", description = "A bundle to check.")
    private @Nullable Path bundle;

    @Option(
            names = "--to",
            defaultValue = "http://localhost:8080",
            description = "The server's address (default: ${DEFAULT-VALUE}).")
    private URI to = URI.create("");

    @Option(
            names = "--client",
            paramLabel = "<client>:<secret>",
            defaultValue = "${env:ANAMNESIS_CLIENT:-auditor:demo}",
            description = "The program client with the role auditor, and its secret (default: the environment variable"
                    + " ANAMNESIS_CLIENT, else the demo's).")
    private String client = "";

    @Option(
            names = "--token-url",
            paramLabel = "<url>",
            description = "Where the client's access tokens are to be had (default: /oauth2/token of the server).")
    private @Nullable URI tokenUrl;

    @Option(
            names = "--database",
            paramLabel = "<jdbc url>",
            description = "Checks a database itself, without a server: jdbc:postgresql://…")
    private @Nullable String database;

    @Option(names = "--user", defaultValue = "", description = "Who signs in to the database.")
    private String user = "";

    @Option(
            names = "--password",
            defaultValue = "${env:ANAMNESIS_PASSWORD:-}",
            description = "The password (default: the environment variable ANAMNESIS_PASSWORD).")
    private String password = "";

    @Option(names = "--key", defaultValue = "", description = "The first key that checkpoints were signed with.")
    private String key = "";

    @Option(
            names = "--witness",
            paramLabel = "<file>",
            arity = "1",
            description = "A checkpoint that was kept elsewhere; may be given once for each log.")
    private List<Path> witnesses = new ArrayList<>();

    @Option(
            names = "--threads",
            defaultValue = "0",
            description = "How many threads read a database (default: as many as there are cores).")
    private int threads;

    @Override
    public Integer call() throws IOException {
        try {
            if (database != null) {
                return checkDatabase(database);
            }
            return bundle != null ? check(bundle, "") : checkServer();
        } catch (Server.Away | SQLException | Verify.Unusable away) {
            System.out.println("UNUSABLE: " + away.getMessage());
            return Verify.UNUSABLE;
        }
    }

    private int checkDatabase(String url) throws SQLException, IOException, Verify.Unusable {
        int worst = Verify.WHOLE;
        for (var log : List.of("EVENTS", "LOOKS")) {
            try (var connection = DriverManager.getConnection(url, user, password)) {
                var check = new DatabaseCheck(
                        () -> DriverManager.getConnection(url, user, password),
                        log,
                        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
                worst = Math.max(worst, check.run(connection, System.out, key, witness(log)));
            }
        }
        return worst;
    }

    private int checkServer() throws IOException {
        var server = new Server(
                to, tokenUrl == null ? to.resolve("/oauth2/token") : tokenUrl, client, Duration.ofSeconds(30));
        int worst = Verify.WHOLE;
        for (var log : List.of("EVENTS", "LOOKS")) {
            var file = Files.createTempFile("anamnesis", ".zip");
            try {
                var witness = witness(log);
                var size = witness.isEmpty() ? "0" : witness.split("\n", -1)[1];
                server.fetch("/compliance/integrity/bundle?log=" + log + "&witness=" + size, file);
                worst = Math.max(worst, check(file, log));
            } finally {
                Files.delete(file);
            }
        }
        return worst;
    }

    private int check(Path file, String log) throws IOException {
        var arguments = new ArrayList<>(List.of(file.toString()));
        if (!log.isEmpty()) {
            arguments.add("--whole");
        }
        if (!key.isEmpty()) {
            arguments.addAll(List.of("--key", key));
        }
        for (var path : witnesses) {
            if (log.isEmpty() || isOf(Files.readString(path), log)) {
                arguments.addAll(List.of("--witness", path.toString()));
            }
        }
        return new Verify(System.out).run(arguments.toArray(String[]::new));
    }

    /** The checkpoint of a log that was kept elsewhere; empty if none was given. */
    private String witness(String log) throws IOException {
        for (var path : witnesses) {
            var kept = Files.readString(path);
            if (isOf(kept, log)) {
                return kept;
            }
        }
        return "";
    }

    private static boolean isOf(String checkpoint, String log) {
        return checkpoint.split("\n", -1)[0].endsWith("/" + log.toLowerCase(Locale.ROOT));
    }
}
