package org.anamnesis.research;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.anamnesis.events.research.Profile;
import org.anamnesis.events.research.StudyProtocol;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that says what a data set is, and that it takes to make it again to the byte, but for the study's key.
 *
 * @param datasetId the same for the same study, key and history
 * @param createdAt when it was made first; it stays when it is made again
 * @param codeVersion the release that made it
 * @param star the shape of its tables, as {@code name@version}
 * @param ruleProfile the rules that sessions were judged by beside the practice's own, if any were
 * @param events which part of the history was read
 * @param erasuresUpTo up to which position those who were erased were left out
 * @param ledgerCheckpoint the signed checkpoint that seals that part; none where no ledger is kept
 * @param knownAt as of when it is
 * @param zone in which days are told that have no place of their own
 * @param dataEnd the last day of it: who was seen shortly before it counts as still in treatment
 * @param randomSeedCommitment the study key's SHA-256
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
        String datasetId,
        UUID study,
        String title,
        String purpose,
        StudyProtocol protocol,
        Instant createdAt,
        String codeVersion,
        String star,
        @Nullable String ruleProfile,
        Selected cohort,
        EventRange events,
        long erasuresUpTo,
        @Nullable String ledgerCheckpoint,
        Instant knownAt,
        ZoneId zone,
        LocalDate dataEnd,
        Release.Outcome release,
        List<DataFile> files,
        String randomSeedCommitment) {

    /** The file in a data set's folder that holds it. */
    public static final String NAME = "manifest.json";

    private static final String SEALED = "sealed";

    private static final JsonMapper INDENTED = Study.JSON
            .rebuild()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPrettyPrinter(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")))
            .build();

    /** Whom the study looked at, before anybody was left out so that the rest is safe. */
    public record Selected(long clients, long episodes) {}

    /**
     * A part of the history.
     *
     * @param count how many events of the clinic it holds
     */
    public record EventRange(long from, long to, long count) {}

    /**
     * A file of the data set.
     *
     * @param rows how many rows, or events, it holds
     * @param schema what it holds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DataFile(String name, @Nullable Long rows, long bytes, String sha256, String schema) {}

    /** What it comes to, in a few lines. */
    public List<String> summary() {
        return List.of(
                release.clients().released() + " of " + release.clients().cohort() + " clients of the cohort, "
                        + release.sessions().released() + " sessions, "
                        + release.events().released() + " events; see release-report.md",
                files.size() + " files, as of " + knownAt + "; " + NAME + " makes it once more");
    }

    /** The study that it was made for. */
    Study plan() {
        return new Study(study, title, purpose, protocol);
    }

    /** Reads one, and what is sealed of it with the study's key. */
    public static Manifest read(Path file, StudyKey key) throws IOException {
        try {
            var written = Study.JSON.readTree(Files.readString(file));
            var sealed = written.path(SEALED);
            if (sealed.isMissingNode()) {
                return Study.JSON.treeToValue(written, Manifest.class);
            }
            Export.demandKey(written.path("randomSeedCommitment").asString(""), key);
            return Study.JSON.readValue(key.unseal(sealed.asString("")), Manifest.class);
        } catch (JacksonException | IllegalArgumentException other) {
            throw new Refused(
                    Refused.Kind.MALFORMED,
                    file.getFileName().toString(),
                    "is no manifest of a data set.",
                    "Name the " + NAME + " that came with one.");
        }
    }

    /**
     * Writes it for those who get the data set. Whoever knew on which day the data end, or how far the history reached,
     * could tell from days of treatment when somebody was admitted: unless it is a limited data set, that is sealed, and
     * told to whoever has the study's key.
     */
    void write(Path folder, StudyKey key) throws IOException {
        Files.writeString(folder.resolve(NAME), json(protocol.profile() == Profile.LIMITED ? this : handedOut(key)));
    }

    private JsonNode handedOut(StudyKey key) {
        var told = (ObjectNode) Study.JSON.valueToTree(this);
        told.remove(List.of("createdAt", "events", "erasuresUpTo", "ledgerCheckpoint", "knownAt", "zone", "dataEnd"));
        var plan = (ObjectNode) told.path("protocol");
        plan.remove("ends");
        ((ObjectNode) plan.path("cohort")).remove(List.of("opened", "discharged"));
        return told.put(SEALED, key.seal(Study.JSON.writeValueAsString(this)));
    }

    static String json(Object value) {
        return INDENTED.writeValueAsString(value) + "\n";
    }
}
