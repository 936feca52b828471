package org.anamnesis.standalone;

import static org.anamnesis.events.web.Role.OPERATOR;

import java.util.regex.Pattern;

/** The metrics as they are at one moment. */
record Scrape(String text) {

    static final String PATH = "/actuator/prometheus";

    static Scrape of(Http http) {
        return new Scrape(http.get(OPERATOR, PATH).expect(200).response().body());
    }

    /** What a line says; 0 where nothing was counted yet. */
    double value(String name) {
        var line = Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(text);
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    double commands(String command, String outcome) {
        return value("anamnesis_commands_seconds_count{command=\"%s\",outcome=\"%s\"}".formatted(command, outcome));
    }
}
