package org.anamnesis.benchmarks;

import java.util.OptionalDouble;
import picocli.CommandLine.Command;

/** Bookings over HTTP, into both sides in one process. */
@Command(name = "G2", description = "BookSession over HTTP beside pgbench with the same statements.")
final class HttpBooking extends Booking {

    HttpBooking() {
        super("BookSession over HTTP", 0.25, 0.4);
    }

    @Override
    String headline() {
        return "BookSession over HTTP ÷ pgbench running the same statements in one transaction";
    }

    @Override
    Side start(Bench bench, Database database, Practice practice) throws Exception {
        var product = bench.standalone(database);
        var same = practice.at(bench.http(product));
        return new Side() {

            @Override
            public void book(long number) {
                same.book(number);
            }

            @Override
            public OptionalDouble cpuSeconds() {
                return product.cpuSeconds();
            }

            @Override
            public void close() {
                product.close();
            }
        };
    }
}
