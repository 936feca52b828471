package org.anamnesis.benchmarks;

import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.anamnesis.command.CommandSide;
import org.anamnesis.command.care.session.Gateway;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;

/** Bookings from the command on, without HTTP, in a command side that runs in this process. */
@Command(name = "G1", description = "BookSession through the command gateway beside pgbench with the same statements.")
final class GatewayBooking extends Booking {

    GatewayBooking() {
        super("BookSession through the command gateway", 0.4, 0.65);
    }

    @Override
    String headline() {
        return "BookSession through the command gateway ÷ pgbench running the same statements in one transaction";
    }

    @Override
    Side start(Bench bench, Database database, Practice practice) {
        var settings = bench.settings(database);
        settings.addAll(List.of(
                "--server.port=0", "--logging.level.org.anamnesis=warn", "--spring.main.log-startup-info=false"));
        return new InProcess(
                new SpringApplicationBuilder(CommandSide.class).run(settings.toArray(String[]::new)), practice);
    }

    /** The command side, here. */
    private static final class InProcess implements Side {

        private final ConfigurableApplicationContext context;
        private final Gateway gateway;
        private final Practice practice;

        InProcess(ConfigurableApplicationContext context, Practice practice) {
            this.context = context;
            this.gateway = new Gateway(context.getBeanFactory());
            this.practice = practice;
        }

        @Override
        public void book(long number) {
            var lane = practice.lane(number);
            gateway.book(
                    "booking " + number,
                    UUID.fromString(lane.episode()),
                    UUID.fromString(lane.therapist()),
                    UUID.fromString(lane.place()),
                    practice.start(number),
                    practice.minutes());
        }

        /** With what calls it, which is little. */
        @Override
        public OptionalDouble cpuSeconds() {
            return ProcessTimes.ofThisOne();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
