package org.anamnesis.events.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * JSON for all that is stored, with the clinic's names for events instead of Java's. It is apart from the API's JSON,
 * which may change while this may not, and it passes over fields it does not know, so that an older node reads what a
 * newer one wrote.
 */
public final class EventSerializer extends Jackson3Serializer {

    public EventSerializer() {
        super(builder()
                .revisionResolver(EventNames::revisionOf)
                .jsonMapperBuilderCustomizer(EventSerializer::configure));
    }

    private static void configure(JsonMapper.Builder json) {
        json.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
                // tokens name their classes; nothing else may
                .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                        .allowIfSubType("org.axonframework.")
                        .allowIfSubType("java.util.")
                        .allowIfSubType("org.anamnesis.")
                        .build());
    }

    public byte[] write(Object value) {
        return getObjectMapper().writeValueAsBytes(value);
    }

    /** Reads an event that was stored under this name. */
    public Object read(String type, byte[] json) {
        var known = EventNames.CLASSES.get(type);
        return known == null ? new UnknownEvent(type) : getObjectMapper().readValue(json, known);
    }

    public Map<String, String> readMetadata(byte[] json) {
        return getObjectMapper().readValue(json, new TypeReference<Map<String, String>>() {});
    }

    @Override
    @SuppressWarnings("rawtypes") // Axon's signature
    public SerializedType typeForClass(Class type) {
        var java = super.typeForClass(type);
        return type != null && EventNames.isEvent(type)
                ? new SimpleSerializedType(type.getSimpleName(), java.getRevision())
                : java;
    }

    @Override
    protected String resolveClassName(SerializedType type) {
        var known = EventNames.CLASSES.get(type.getName());
        return known == null ? type.getName() : known.getName();
    }
}
