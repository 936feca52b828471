package org.anamnesis.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** How long processes have kept processors busy, as Linux counts it. */
final class ProcessTimes {

    private static final double TICKS_PER_SECOND = 100;

    private ProcessTimes() {}

    /** That of a process, of its children, and of those that have ended. */
    static OptionalDouble of(long pid) {
        var process = ProcessHandle.of(pid);
        var own = ticks(pid, true);
        return process.isEmpty() || own == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((own
                                + process.get()
                                        .descendants()
                                        .mapToLong(child -> ticks(child.pid(), false))
                                        .sum())
                        / TICKS_PER_SECOND);
    }

    /** That of this process. */
    static OptionalDouble ofThisOne() {
        return OptionalDouble.of(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9);
    }

    private static long ticks(long pid, boolean withEnded) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long sum = 0;
            for (int i = 11;
                    i < (withEnded ? 15 : 13);
                    i++) { // utime, stime; of the children waited for: cutime, cstime
                sum += Long.parseLong(fields[i]);
            }
            return sum;
        } catch (IOException ended) {
            return 0;
        }
    }
}
