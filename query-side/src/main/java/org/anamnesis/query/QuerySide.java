package org.anamnesis.query;

import org.anamnesis.events.store.AnamnesisApplication;
import org.springframework.boot.SpringApplication;

/** The side that remembers, as a process of its own. */
@AnamnesisApplication
public class QuerySide {

    public static void main(String[] args) {
        SpringApplication.run(QuerySide.class, args);
    }
}
