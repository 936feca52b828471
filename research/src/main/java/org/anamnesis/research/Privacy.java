package org.anamnesis.research;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.anamnesis.events.research.Profile;

/**
 * What was done to a data set so that nobody can be found in it, in the data set itself: as event logs are to say it by
 * Pika et al. (2020) and Rafiei and van der Aalst (2021).
 */
final class Privacy {

    private Privacy() {}

    static String json(Release.Outcome outcome) {
        return Study.JSON.writeValueAsString(of(outcome));
    }

    static Map<String, Object> of(Release.Outcome outcome) {
        var told = new LinkedHashMap<String, Object>();
        told.put("profile", outcome.profile().name());
        told.put("transformations", transformations(outcome));
        if (outcome.isEnforced()) {
            told.put("k", outcome.rules().k());
            told.put("l", outcome.rules().l());
            told.put("traceKnowledge", outcome.rules().traceKnowledge());
        }
        return told;
    }

    private static List<Map<String, Object>> transformations(Release.Outcome outcome) {
        var done = new ArrayList<Map<String, Object>>();
        done.add(step("pseudonymisation", "object", "all ids", "HMAC-SHA-256 under the study's key, 80 bits"));
        done.add(step(
                "suppression", "event", "all texts that people wrote, names, dates of birth, contacts", "left out"));
        done.add(step("suppression", "event", "counselling notes, emergencies, holds, corrections", "left out"));
        done.add(step("generalisation", "event", "time", time(outcome.profile())));
        outcome.generalised()
                .forEach((column, steps) -> done.add(step("generalisation", "case", column, steps + " steps up")));
        if (outcome.activities() != Activities.EXACT) {
            done.add(step(
                    "generalisation", "event", "activity", outcome.activities().name()));
        }
        if (outcome.clients().released() < outcome.clients().cohort()) {
            done.add(step(
                    "suppression",
                    "case",
                    "clients who stand out",
                    outcome.clients().cohort() - outcome.clients().released() + " left out"));
        }
        outcome.cells()
                .forEach((kind, cells) -> done.add(step("suppression", "attribute", kind, cells + " rare values")));
        return done;
    }

    private static String time(Profile profile) {
        return switch (profile) {
            case SAFE_HARBOR -> "days since admission, years";
            case EXPERT -> "local time, moved by whole weeks, for each client by another number; minutes";
            case LIMITED -> "as recorded";
        };
    }

    private static Map<String, Object> step(String operation, String level, String target, String how) {
        var step = new LinkedHashMap<String, Object>();
        step.put("operation", operation);
        step.put("level", level);
        step.put("target", target);
        step.put("how", how);
        return step;
    }
}
