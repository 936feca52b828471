package org.anamnesis.events.care;

/** How long a modality was worked in, in minutes. */
public record Delivered(Modality modality, int minutes) {

    private static final int DAY = 1440;

    public Delivered {
        if (minutes < 0 || minutes > DAY) {
            throw new IllegalArgumentException("minutes are 0 to 1440");
        }
    }
}
