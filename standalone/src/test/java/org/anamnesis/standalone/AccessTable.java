package org.anamnesis.standalone;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.anamnesis.events.access.Relation;
import org.anamnesis.events.web.Role;
import org.jspecify.annotations.Nullable;

/** Who may ask what, as it is written in {@code access.txt}. */
final class AccessTable {

    private static final Map<Role, String> LETTERS = Map.of(
            Role.CLINICIAN, "C",
            Role.COVERING_CLINICIAN, "V",
            Role.SUPERVISOR, "S",
            Role.RECEPTION, "R",
            Role.RECORDS_OFFICER, "D",
            Role.PRIVACY_OFFICER, "P",
            Role.AUDITOR, "A",
            Role.RESEARCHER, "E",
            Role.OPERATOR, "O",
            Role.BOARD, "B");

    private AccessTable() {}

    /** Somebody who asks about a client. */
    record Asker(Role role, @Nullable Relation relation, boolean hasBrokenGlass, boolean hasConsent, boolean isSelf) {}

    /** One line. */
    record Row(String operation, boolean isList, boolean isSelf, String any, String own, String glass) {

        static Row read(String line) {
            var cells = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
            return new Row(
                    cells[0].replace("list ", ""),
                    cells[0].startsWith("list "),
                    cells[2].startsWith("self "),
                    cells[1],
                    cells[2].replace("self ", ""),
                    cells[3]);
        }

        boolean concernsClient() {
            return !isSelf && !(own + glass).equals("--");
        }

        /** Whether the operation is there for the role at all. */
        boolean isFor(Role role) {
            return has(any, role) || has(own.equals(AUTHOR) ? "CVS" : own, role) || has(glass, role);
        }

        /** Whether somebody gets what they ask for. */
        boolean permits(Asker asker) {
            return has(any, asker.role())
                    || (own.equals(AUTHOR) && has("CV", asker.role()) && asker.isSelf())
                    || (has(own, asker.role()) && (isSelf ? asker.isSelf() : isTheirs(asker)))
                    || (has(glass, asker.role()) && asker.hasBrokenGlass());
        }

        /** Only whoever wrote it. */
        private static final String AUTHOR = "author";

        private static boolean isTheirs(Asker asker) {
            return asker.role() == Role.SUPERVISOR
                    ? asker.relation() == Relation.SUPERVISOR && asker.hasConsent()
                    : asker.relation() == Relation.PRIMARY || asker.relation() == Relation.COVERING;
        }

        private static boolean has(String cell, Role role) {
            return cell.equals("*") ? role.isOfStaff() : cell.contains(Objects.requireNonNull(LETTERS.get(role)));
        }
    }

    static Map<String, Row> read() throws IOException {
        try (var lines = Files.lines(Path.of("src/test/resources/access.txt"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::read)
                    .collect(toMap(Row::operation, Function.identity()));
        }
    }
}
