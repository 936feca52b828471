package org.anamnesis.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.ZipFile;
import org.anamnesis.verify.DatabaseCheck;
import org.anamnesis.verify.Verify;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        exitCodeOnExecutionException = Verify.UNUSABLE,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is as it was sealed",
            "1:something is not, and it is said what",
            "2:it could not be checked"
        })
final class VerifyHistory implements Callable<Integer> {

    private static final List<String> LOGS = List.of("events", "looks");

    @Parameters(paramLabel = "<bundle>", arity = "0..1", description = "A bundle to check.")
    private @Nullable Path bundle;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

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

    @Option(
            names = "--own-clinic-only",
            description =
                    "The server keeps other clinics' records too, of which it hands out hashes only: then not every"
                            + " entry has to be shown.")
    private boolean ownClinicOnly;

    @Override
    public Integer call() {
        return told(() -> {
            var kept = new HashMap<String, Path>();
            for (var witness : witnesses) {
                if (kept.put(log(witness, Verify.witnessed(witness)), witness) != null) {
                    throw new Verify.Unusable("two witnesses are of the same log");
                }
            }
            var url = database.database();
            if (url == null && bundle != null) {
                return checkBundle(bundle, kept);
            }
            var auditor = server.server("auditor", Duration.ofSeconds(30));
            return LOGS.stream()
                    .map(log -> told(() -> url == null
                            ? checkServer(auditor, log, kept.get(log))
                            : checkDatabase(url, log, kept.get(log))))
                    .reduce(Verify.WHOLE, VerifyHistory::worse);
        });
    }

    /** Something that is checked, and what came of it. */
    private interface Check {
        int code() throws IOException, SQLException, Verify.Unusable;
    }

    private static int told(Check check) {
        try {
            return check.code();
        } catch (NoSuchFileException nowhere) {
            System.out.println("UNUSABLE: there is no file " + nowhere.getMessage());
        } catch (IOException | SQLException | Verify.Unusable away) {
            System.out.println("UNUSABLE: " + away.getMessage());
        }
        return Verify.UNUSABLE;
    }

    /** What is damaged is so whatever else could not be checked. */
    private static int worse(int one, int other) {
        return one == Verify.DAMAGED || other == Verify.DAMAGED ? Verify.DAMAGED : Math.max(one, other);
    }

    /** Which log a checkpoint is of. */
    private static String log(Path file, String checkpoint) throws Verify.Unusable {
        var log = Verify.Checkpoint.read(checkpoint).log();
        if (!LOGS.contains(log)) {
            throw new Verify.Unusable(file + " holds a checkpoint of neither log");
        }
        return log;
    }

    private int checkDatabase(String url, String log, @Nullable Path witness)
            throws SQLException, IOException, Verify.Unusable {
        DatabaseCheck.Source connections = () -> DriverManager.getConnection(url, database.user(), database.password());
        try (var connection = connections.get()) {
            var check = new DatabaseCheck(
                    connections, log, threads == 0 ? Runtime.getRuntime().availableProcessors() : threads, System.out);
            return check.run(connection, key, witness == null ? "" : Verify.witnessed(witness));
        }
    }

    private int checkServer(Server auditor, String log, @Nullable Path witness) throws IOException, Verify.Unusable {
        var file = Files.createTempFile("anamnesis", ".zip");
        try {
            var size = witness == null
                    ? 0
                    : Verify.Checkpoint.read(Verify.witnessed(witness)).size();
            auditor.fetch(
                    "/compliance/integrity/bundle?log=" + log.toUpperCase(Locale.ROOT) + "&witness=" + size, file);
            return check(file, witness, !ownClinicOnly);
        } finally {
            Files.delete(file);
        }
    }

    /** Checks a bundle, with what was kept of its log. */
    private int checkBundle(Path file, Map<String, Path> kept) throws IOException, Verify.Unusable {
        if (kept.isEmpty()) {
            return check(file, null, false);
        }
        try (var zip = new ZipFile(file.toFile())) {
            var entry = zip.getEntry("checkpoint");
            if (entry == null) {
                throw new Verify.Unusable("there is no file checkpoint in the bundle");
            }
            var log = log(file, new String(zip.getInputStream(entry).readAllBytes(), UTF_8));
            var witness = kept.get(log);
            if (witness == null) {
                throw new Verify.Unusable("no witness is a checkpoint of the " + log + ", of which this bundle is");
            }
            return check(file, witness, false);
        }
    }

    private int check(Path file, @Nullable Path witness, boolean isWhole) {
        var arguments = new ArrayList<>(List.of(file.toString()));
        if (isWhole) {
            arguments.add("--whole");
        }
        if (!key.isEmpty()) {
            arguments.addAll(List.of("--key", key));
        }
        if (witness != null) {
            arguments.addAll(List.of("--witness", witness.toString()));
        }
        return new Verify(System.out).run(arguments.toArray(String[]::new));
    }
}
