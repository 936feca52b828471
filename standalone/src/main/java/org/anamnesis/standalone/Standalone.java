package org.anamnesis.standalone;

import org.anamnesis.command.CommandSide;
import org.anamnesis.events.store.AnamnesisApplication;
import org.anamnesis.query.QuerySide;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Import;

/** Both sides in one process. */
@AnamnesisApplication
@Import({CommandSide.class, QuerySide.class})
public class Standalone {

    public static void main(String[] args) {
        SpringApplication.run(Standalone.class, args);
    }
}
