package org.anamnesis.research;

/** Somebody who is told how far an export has come. */
public interface Watcher {

    /** How many events there are to be played. */
    void expects(long events);

    /** How many have been played so far. An exception stops the export. */
    void played(long events);

    /** All are played; what comes now takes a part of the time that reading took. */
    void writes();

    /** Nobody watches. */
    static Watcher none() {
        return new Watcher() {
            @Override
            public void expects(long events) {}

            @Override
            public void played(long events) {}

            @Override
            public void writes() {}
        };
    }
}
