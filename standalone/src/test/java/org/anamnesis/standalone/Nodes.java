package org.anamnesis.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.anamnesis.command.CommandSide;
import org.anamnesis.query.QuerySide;

/**
 * Each side in processes of its own, on one PostgreSQL and with one key file. Access tokens are issued by the application
 * in this process.
 */
final class Nodes implements AutoCloseable {

    private final String issuer = RunningApplication.shared().http().base();
    private final List<ChildProcess> commands = Collections.synchronizedList(new ArrayList<>());
    private final List<ChildProcess> questions = Collections.synchronizedList(new ArrayList<>());
    private final Path folder;
    private final List<String> settings = new ArrayList<>();
    private final List<String> options;

    Nodes(Path folder, Map<String, Object> database, String... options) {
        this.folder = folder;
        this.options = List.of(options);
        database.forEach((key, value) -> settings.add("--" + key + "=" + value));
        settings.add("--anamnesis.data-dir=" + folder);
        settings.add("--anamnesis.zone=Europe/Berlin");
        settings.add("--anamnesis.views.segments=4");
    }

    /** Starts what is missing until there are that many of each, at once. */
    void atLeast(int commandNodes, int queryNodes) throws InterruptedException, ExecutionException {
        try (var starting = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = new ArrayList<Future<?>>();
            for (int i = commands.size(); i < commandNodes; i++) {
                begun.add(starting.submit(() -> commands.add(start(CommandSide.class))));
            }
            for (int i = questions.size(); i < queryNodes; i++) {
                begun.add(starting.submit(() -> questions.add(start(QuerySide.class))));
            }
            for (var each : begun) {
                each.get();
            }
        }
    }

    private ChildProcess start(Class<?> side) {
        return start(
                side,
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer,
                "--spring.security.oauth2.resourceserver.jwt.audiences=anamnesis");
    }

    /** Starts another process beside them, on the same PostgreSQL and with the same keys. */
    ChildProcess start(Class<?> application, String... more) {
        var all = new ArrayList<>(settings);
        all.addAll(List.of(more));
        return ChildProcess.start(application, folder.resolve("log").toFile(), options, all);
    }

    List<ChildProcess> queryNodes() {
        return questions;
    }

    /** Sends commands to one command node after the other, and questions to one query node after the other. */
    Http http() {
        return new Http(issuer, bases(commands), bases(questions));
    }

    /** Sends commands to all command nodes, and questions to one query node. */
    Http http(ChildProcess queryNode) {
        return new Http(issuer, bases(commands), List.of(queryNode.base()));
    }

    private static List<String> bases(List<ChildProcess> nodes) {
        return nodes.stream().map(ChildProcess::base).toList();
    }

    @Override
    public void close() {
        commands.forEach(ChildProcess::close);
        questions.forEach(ChildProcess::close);
    }
}
