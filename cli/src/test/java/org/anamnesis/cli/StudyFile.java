package org.anamnesis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A study that wants to know all. */
final class StudyFile {

    private StudyFile() {}

    /** Writes {@code study.yaml} into a folder. */
    static Path write(Path folder, String profile, String... more) throws IOException {
        return Files.writeString(folder.resolve("study.yaml"), """
                study: 6f0c2f0e-2a53-4a8e-9a44-7c5e5c2f1a01
                title: Time in treatment
                purpose: Who stays, and for how long
                approvals:
                  - {body: Review board, reference: 2026-17, date: 2026-01-10}
                cohort: {}
                profile: %s
                agreement: DUA 7
                ends: 2126-12-31
                recipient: Department of Psychology
                %s
                """.formatted(profile, String.join("\n", more)));
    }
}
