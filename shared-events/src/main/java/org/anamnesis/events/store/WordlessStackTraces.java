package org.anamnesis.events.store;

import java.io.IOException;
import org.springframework.boot.logging.StackTracePrinter;
import org.springframework.boot.logging.StandardStackTracePrinter;

/** Prints what kind of failure it was and where, but not its message, which may quote what somebody wrote. */
final class WordlessStackTraces implements StackTracePrinter {

    private final StackTracePrinter printer = StandardStackTracePrinter.rootLast()
            .withFormatter(failure -> failure.getClass().getName());

    @Override
    public void printStackTrace(Throwable failure, Appendable out) throws IOException {
        printer.printStackTrace(failure, out);
    }
}
