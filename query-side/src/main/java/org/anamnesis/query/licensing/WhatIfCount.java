package org.anamnesis.query.licensing;

import org.anamnesis.query.support.report.ReportRow;

/**
 * How many things another rule profile would judge otherwise, of those the asker may see.
 *
 * @param report which report judges them
 * @param newlyOutOfOrder which are in order, and would not be
 * @param newlyInOrder which are not, and would be
 * @param otherwise whose verdict would change in another way
 */
record WhatIfCount(String report, long judged, long newlyOutOfOrder, long newlyInOrder, long otherwise)
        implements ReportRow {

    @Override
    public String key() {
        return report;
    }

    @Override
    public boolean sumsUp() {
        return true;
    }
}
