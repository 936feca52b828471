package org.anamnesis.query.support.report;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.anamnesis.events.governance.ReportId;
import org.anamnesis.events.web.Role;

/**
 * Which report it is. A definition never changes; another way to judge or another column is another version.
 *
 * @param row the record that its rows are
 * @param roles who may ask for it; a board besides, by a grant that names it
 * @param source of its rows: the view that finds them, or the history itself
 * @param usesLooks whether it tells of access records
 */
public record Definition<R extends ReportRow>(
        ReportId report, int version, Class<R> row, Set<Role> roles, String source, boolean usesLooks) {

    public static <R extends ReportRow> Definition<R> of(
            ReportId report, int version, Class<R> row, Set<Role> roles, String source) {
        var withBoards = EnumSet.copyOf(roles);
        withBoards.add(Role.BOARD);
        return new Definition<>(report, version, row, Collections.unmodifiableSet(withBoards), source, false);
    }

    /** The same, of access records too. */
    public Definition<R> withLooks() {
        return new Definition<>(report, version, row, roles, source, true);
    }

    /** As boards know it, e.g. {@code R-10}. */
    public String id() {
        return report.written();
    }

    /** As headers name it, e.g. {@code R-10@1}. */
    public String name() {
        return id() + "@" + version;
    }
}
