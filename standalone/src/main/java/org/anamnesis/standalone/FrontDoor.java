package org.anamnesis.standalone;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Says where to go once the application is ready, and what is seen there first. */
@Configuration(proxyBeanMethods = false)
class FrontDoor implements WebMvcConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    @Override
    public void addViewControllers(ViewControllerRegistry pages) {
        pages.addRedirectViewController("/", "/docs");
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        LOG.info(
                "Anamnesis is ready at http://localhost:{}",
                event.getApplicationContext().getEnvironment().getProperty("local.server.port"));
    }
}
