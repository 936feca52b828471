package org.anamnesis.query.support.report;

import java.io.IOException;
import java.io.OutputStream;

/** A report on its way out, whole, in one of the formats. */
interface Sheet {

    void begin(Header header, OutputStream out) throws IOException;

    void row(ReportRow row) throws IOException;

    void end(End end) throws IOException;
}
