package org.alexnetstudio.session;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much memory the program takes, the engine's included, in bytes.
 *
 * @param used resident memory of the process; where the system does not tell, Java's own
 * @param total of the machine
 */
public record MemoryUse(long used, long total) {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** As it is now. */
  public static MemoryUse now() {
    long total =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : Runtime.getRuntime().maxMemory();
    return new MemoryUse(read("VmRSS:"), total);
  }

  /** The most that the process has had resident so far, in bytes; Java's own where not told. */
  static long peak() {
    return read("VmHWM:");
  }

  private static long read(String name) {
    try {
      List<String> lines = Files.readAllLines(STATUS);
      for (String line : lines) {
        if (line.startsWith(name)) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Not Linux: Java's own memory is what can be told.
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
