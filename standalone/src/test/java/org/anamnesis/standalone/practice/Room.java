package org.anamnesis.standalone.practice;

import java.util.UUID;

/**
 * Somewhere to meet.
 *
 * @param isForAnybody whether it may be anybody's usual place
 */
record Room(UUID id, boolean isForAnybody) {

    String path() {
        return "/places/" + id;
    }
}
