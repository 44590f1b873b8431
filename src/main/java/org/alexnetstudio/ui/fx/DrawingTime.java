package org.alexnetstudio.ui.fx;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Set;

/** The processor time that JavaFX takes for its frames. A training on the same cores lacks it. */
final class DrawingTime {
  private static final Set<String> THREADS =
      Set.of("JavaFX Application Thread", "QuantumRenderer-0");

  private final ThreadMXBean system = ManagementFactory.getThreadMXBean();
  private final long[] ids = system.isThreadCpuTimeSupported() ? ids() : new long[0];

  private static long[] ids() {
    ThreadGroup all = Thread.currentThread().getThreadGroup();
    while (all.getParent() != null) {
      all = all.getParent();
    }
    Thread[] threads = new Thread[2 * all.activeCount() + 16];
    int count = all.enumerate(threads);
    return Arrays.stream(threads, 0, count)
        .filter(each -> THREADS.contains(each.getName()))
        .mapToLong(Thread::getId)
        .toArray();
  }

  /** Milliseconds since it started; 0 where the system does not tell. */
  double millis() {
    return Arrays.stream(ids).map(id -> Math.max(0, system.getThreadCpuTime(id))).sum() / 1e6;
  }
}
