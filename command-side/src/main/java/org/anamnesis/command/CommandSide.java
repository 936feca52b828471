package org.anamnesis.command;

import org.anamnesis.events.store.AnamnesisApplication;
import org.springframework.boot.SpringApplication;

/** The side that decides, as a process of its own. */
@AnamnesisApplication
public class CommandSide {

    public static void main(String[] args) {
        SpringApplication.run(CommandSide.class, args);
    }
}
