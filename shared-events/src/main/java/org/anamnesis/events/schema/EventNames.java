package org.anamnesis.events.schema;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.anamnesis.events.care.CareEpisodeEvent;
import org.anamnesis.events.care.SessionEvent;
import org.anamnesis.events.care.SessionSeriesEvent;
import org.anamnesis.events.care.TreatmentPlanEvent;
import org.anamnesis.events.facility.PlaceEvent;
import org.anamnesis.events.governance.AccessGrantEvent;
import org.anamnesis.events.governance.IntegrityEvent;
import org.anamnesis.events.governance.ReportReviewEvent;
import org.anamnesis.events.governance.RuleProfileEvent;
import org.anamnesis.events.intake.ClientEvent;
import org.anamnesis.events.intake.LovedOneEvent;
import org.anamnesis.events.privacy.BreakGlassEvent;
import org.anamnesis.events.privacy.ConsentEvent;
import org.anamnesis.events.privacy.ErasureEvent;
import org.anamnesis.events.record.CounsellingNoteEvent;
import org.anamnesis.events.record.ExpressionEvent;
import org.anamnesis.events.research.DatasetExportEvent;
import org.anamnesis.events.research.StudyEvent;
import org.anamnesis.events.workforce.CredentialEvent;
import org.anamnesis.events.workforce.SupervisionEvent;
import org.anamnesis.events.workforce.TherapistEvent;

/** How events are called in the store: by their simple names, so that classes may move but names never change. */
public final class EventNames {

    /** The vocabularies: one sealed interface for each aggregate. */
    public static final List<Class<?>> FAMILIES = List.of(
            TherapistEvent.class,
            CredentialEvent.class,
            SupervisionEvent.class,
            PlaceEvent.class,
            ClientEvent.class,
            LovedOneEvent.class,
            ConsentEvent.class,
            BreakGlassEvent.class,
            ErasureEvent.class,
            CareEpisodeEvent.class,
            TreatmentPlanEvent.class,
            SessionEvent.class,
            SessionSeriesEvent.class,
            ExpressionEvent.class,
            CounsellingNoteEvent.class,
            RuleProfileEvent.class,
            AccessGrantEvent.class,
            ReportReviewEvent.class,
            IntegrityEvent.class,
            StudyEvent.class,
            DatasetExportEvent.class);

    /** Every event by its name. */
    public static final Map<String, Class<?>> CLASSES = FAMILIES.stream()
            .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
            .collect(toUnmodifiableMap(Class::getSimpleName, identity()));

    /** The revision that is written now, where it is no longer the first. */
    private static final Map<Class<?>, String> REVISIONS = Map.of();

    private EventNames() {}

    public static boolean isEvent(Class<?> type) {
        return CLASSES.get(type.getSimpleName()) == type;
    }

    public static String revisionOf(Class<?> type) {
        return REVISIONS.getOrDefault(type, "1");
    }
}
