package org.anamnesis.command.support;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.Objects;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets a decision ask for its circumstances: a parameter of type {@link Asked}. */
@Component
final class AskedParameter implements ParameterResolverFactory {

    static final String ASKED = "asked";

    @Override
    public @Nullable ParameterResolver<Asked> createInstance(
            Executable executable, Parameter[] parameters, int parameterIndex) {
        return parameters[parameterIndex].getType() == Asked.class ? new FromMetadata() : null;
    }

    private static final class FromMetadata implements ParameterResolver<Asked> {

        @Override
        public Asked resolveParameterValue(Message<?> message) {
            return (Asked) Objects.requireNonNull(message.getMetaData().get(ASKED));
        }

        @Override
        public boolean matches(Message<?> message) {
            return message.getMetaData().get(ASKED) instanceof Asked;
        }
    }
}
