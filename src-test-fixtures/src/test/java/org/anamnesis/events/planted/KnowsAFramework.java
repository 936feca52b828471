package org.anamnesis.events.planted;

import org.anamnesis.events.planted2.Circle;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Breaks the rules on purpose: an event that knows frameworks, in a circle of packages. */
public record KnowsAFramework(JdbcClient sql, EventMessage<?> message, Circle circle) {}
