package org.anamnesis.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** On what a run ran; nothing of whose it is. */
final class Environment {

    private static final long MEBIBYTE = 1L << 20;

    private Environment() {}

    static Map<String, Object> of(Server server, Path repository) {
        var environment = new LinkedHashMap<String, Object>();
        environment.put("java", Runtime.version().toString());
        environment.put("vm", System.getProperty("java.vm.name"));
        environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        environment.put("architecture", System.getProperty("os.arch"));
        environment.put("cores", Runtime.getRuntime().availableProcessors());
        environment.put("memoryMiB", memory() / MEBIBYTE);
        environment.put("postgresql", server.settings());
        var commit = commit(repository);
        if (!commit.isEmpty()) {
            environment.put("commit", commit);
        }
        return environment;
    }

    private static long memory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    /** Which commit is checked out, and whether anything is changed; empty where that is not known. */
    private static String commit(Path repository) {
        try {
            var git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
                    .directory(repository.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var said = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? said.strip() : "";
        } catch (IOException noGit) {
            return "";
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
