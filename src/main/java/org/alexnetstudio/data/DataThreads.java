package org.alexnetstudio.data;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes this room's threads: daemons, so that they never keep the program from ending. */
final class DataThreads {
  private DataThreads() {}

  /** Threads named {@code data-<role>-1} and so on. */
  static ThreadFactory named(String role) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "data-" + role + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
