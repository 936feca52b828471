package org.anamnesis.query.support;

import jakarta.persistence.AttributeConverter;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a column holds as JSON. */
public abstract class JsonColumn<T> implements AttributeConverter<T, String> {

    private static final JsonMapper JSON = new JsonMapper();

    private final TypeReference<T> type;

    protected JsonColumn(TypeReference<T> type) {
        this.type = type;
    }

    @Override
    public String convertToDatabaseColumn(T value) {
        return JSON.writeValueAsString(value);
    }

    @Override
    public T convertToEntityAttribute(String written) {
        return JSON.readValue(written, type);
    }
}
