package org.anamnesis.query.timeline;

import jakarta.persistence.AttributeConverter;
import java.util.List;
import org.anamnesis.events.Flag;
import org.anamnesis.query.support.Told.Quote;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads lists that a column holds as JSON. */
abstract class JsonColumn<T> implements AttributeConverter<List<T>, String> {

    private static final JsonMapper JSON = new JsonMapper();

    private final TypeReference<List<T>> type;

    JsonColumn(TypeReference<List<T>> type) {
        this.type = type;
    }

    @Override
    public String convertToDatabaseColumn(List<T> list) {
        return JSON.writeValueAsString(list);
    }

    @Override
    public List<T> convertToEntityAttribute(String written) {
        return JSON.readValue(written, type);
    }

    static final class OfQuotes extends JsonColumn<Quote> {
        OfQuotes() {
            super(new TypeReference<>() {});
        }
    }

    static final class OfFlags extends JsonColumn<Flag> {
        OfFlags() {
            super(new TypeReference<>() {});
        }
    }
}
