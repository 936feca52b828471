package org.anamnesis.events.store;

import org.anamnesis.events.schema.EventSerializer;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.ListenerInvocationErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.updates.configuration.UsagePropertyProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Refuses to start with anything but the wiring that was meant. Axon starts without an event store, without
 * transactions or with other serializers just as willingly, and answers commands as done that were stored nowhere.
 */
final class WiringGuard implements SmartInitializingSingleton {

    private final ApplicationContext context;

    WiringGuard(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var axon = context.getBean(Configuration.class);
        demand(
                axon.eventBus() instanceof PostgresEventStore
                        && context.getBeansOfType(EventBus.class).size() == 1,
                "the event store");
        demand(
                axon.commandBus().getClass() == SimpleCommandBus.class && context.containsBean("commandsTransactions"),
                "the command bus with its transactions");
        demand(
                axon.eventSerializer() instanceof EventSerializer
                        && axon.messageSerializer() instanceof EventSerializer
                        && axon.serializer() instanceof EventSerializer,
                "the serializer with business names");
        demand(
                context.getBean(ListenerInvocationErrorHandler.class) == PropagatingErrorHandler.INSTANCE,
                "the handler that lets a failing fact fail its command");
        demand(
                Boolean.TRUE.equals(context.getBean(UsagePropertyProvider.class).getDisabled()),
                "the switch that keeps usage reports off");
        demand(
                !ClassUtils.isPresent("com.thoughtworks.xstream.XStream", context.getClassLoader()),
                "a class path free of XStream");
    }

    private static void demand(boolean met, String what) {
        if (!met) {
            throw new CannotStart("The application is wired without " + what
                    + ", so it would lose or leak history. Remove the configuration that replaced it.");
        }
    }
}
