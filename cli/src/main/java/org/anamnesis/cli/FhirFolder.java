package org.anamnesis.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** A folder of FHIR R4 bulk data: NDJSON files, plain or gzip, one resource a line. */
final class FhirFolder {

    /**
     * One line of a file.
     *
     * @param place the file and the line's number, such as {@code Encounter.ndjson:17}
     * @param type the resource's type; of a line that is no resource, what its file's name promises
     * @param resource the resource; none if the line is none
     */
    record Line(String place, String type, @Nullable Resource resource) {}

    private final List<Path> files;
    private final IParser parser;

    FhirFolder(Path folder) throws IOException {
        try (var found = Files.list(folder)) {
            files = found.filter(file -> file.getFileName().toString().matches(".+\\.ndjson(\\.gz)?"))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new IOException(folder + " holds no file that ends in .ndjson or .ndjson.gz");
        }
        // a value that is not as it should be is looked at where it is used; what it was is nobody's to log
        parser = FhirContext.forR4Cached().newJsonParser();
        parser.setParserErrorHandler(new LenientErrorHandler(false).setErrorOnInvalidValue(false));
    }

    /** Hands every line on, file by file. Answers which files could not be read to their end, and up to where. */
    List<String> read(Consumer<Line> lines) {
        var broken = new ArrayList<String>();
        for (var file : files) {
            var name = file.getFileName().toString();
            int number = 0;
            try (var reader = new BufferedReader(new InputStreamReader(open(file), UTF_8))) {
                for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                    number++;
                    if (!text.isBlank()) {
                        lines.accept(line(name, number, text));
                    }
                }
            } catch (EOFException | ZipException truncated) {
                broken.add(name + " is damaged after line " + number + ": get a whole copy of it and import again");
            } catch (IOException unreadable) {
                broken.add(name + " can't be read after line " + number + " ("
                        + unreadable.getClass().getSimpleName() + ")");
            }
        }
        return broken;
    }

    private Line line(String name, int number, String text) {
        var place = name + ":" + number;
        try {
            if (parser.parseResource(text) instanceof Resource resource) {
                return new Line(place, resource.fhirType(), resource);
            }
        } catch (DataFormatException | IllegalArgumentException | IllegalStateException notFhir) {
            // its message may quote the line, which is nobody's to print
        }
        return new Line(place, name.substring(0, name.indexOf('.')), null);
    }

    private static InputStream open(Path file) throws IOException {
        var bytes = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }
}
