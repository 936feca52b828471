package org.anamnesis.standalone.signin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** There only where no other issuer of tokens is configured. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(WithOwnIssuer.IfNoOther.class)
@interface WithOwnIssuer {

    /** The demo has its own in any case. */
    final class IfNoOther implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata what) {
            var environment = context.getEnvironment();
            return environment.matchesProfiles("demo")
                    || Stream.of("issuer-uri", "jwk-set-uri", "public-key-location")
                            .noneMatch(from ->
                                    environment.containsProperty("spring.security.oauth2.resourceserver.jwt." + from));
        }
    }
}
