package org.anamnesis.research;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes an event log as JSON. The standard's schema wants every value as a string, whatever its type is said to be; what
 * was done so that nobody can be found stands beside the standard's four parts.
 */
final class OcelJson {

    private final Ocel log;

    OcelJson(Ocel log) {
        this.log = log;
    }

    void write(Path file, Release.Outcome outcome) throws IOException {
        var eventTypes = log.eventTypes();
        var objectTypes = log.objectTypes();
        try (var out = Files.newOutputStream(file);
                var json = Study.JSON.createGenerator(out)) {
            json.writeStartObject();
            types(json, "eventTypes", eventTypes);
            types(json, "objectTypes", objectTypes);
            json.writeArrayPropertyStart("events");
            log.eachEvent(eventTypes, event -> thing(json, event));
            json.writeEndArray();
            json.writeArrayPropertyStart("objects");
            log.eachObject(objectTypes, object -> thing(json, object));
            json.writeEndArray();
            json.writePOJOProperty("anamnesis:privacy", Privacy.of(outcome));
            json.writeEndObject();
        }
    }

    private static void types(JsonGenerator json, String name, List<Ocel.Type> types) {
        json.writeArrayPropertyStart(name);
        for (var type : types) {
            json.writeStartObject();
            json.writeStringProperty("name", type.name());
            json.writeArrayPropertyStart("attributes");
            for (var attribute : type.attributes()) {
                json.writeStartObject();
                json.writeStringProperty("name", attribute.name());
                json.writeStringProperty("type", attribute.type().ocel());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void thing(JsonGenerator json, Ocel.Thing thing) {
        json.writeStartObject();
        json.writeStringProperty("id", thing.id());
        json.writeStringProperty("type", thing.type());
        var time = thing.time();
        if (time != null) {
            json.writeStringProperty("time", iso(time));
        }
        json.writeArrayPropertyStart("attributes");
        for (var value : thing.values()) {
            json.writeStartObject();
            json.writeStringProperty("name", value.attribute().name());
            json.writeStringProperty("value", String.valueOf(value.value()));
            if (time == null) {
                json.writeStringProperty("time", iso(Ocel.BEGINNING));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("relationships");
        for (var related : thing.related()) {
            json.writeStartObject();
            json.writeStringProperty("objectId", related.objectId());
            json.writeStringProperty("qualifier", related.qualifier());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static String iso(String time) {
        return time.replace(' ', 'T') + "Z";
    }
}
