package org.alexnetstudio.cli;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C and other requests to end: the work is told to stop, and the process stays until it has
 * written its checkpoint.
 */
final class Interruption {
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile int code = ErrorReport.FAILED;
  private volatile boolean requested;
  private volatile Runnable onRequest = () -> {};

  /** From now on a request to end calls {@code action}, and the process waits for the end. */
  void handle(Runnable action) {
    onRequest = action;
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "interruption"));
    } catch (IllegalStateException e) {
      // The end was asked for already.
      requested = true;
      throw new CancellationException();
    }
  }

  /** Whether somebody asked for the end. */
  boolean requested() {
    return requested;
  }

  /** The command is done: nothing is left to wait for, and the process may end with this code. */
  void finished(int exitCode) {
    code = exitCode;
    finished.countDown();
  }

  private void shutDown() {
    if (finished.getCount() == 0) {
      return;
    }
    requested = true;
    onRequest.run();
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // The main thread waits in System.exit for this hook; only halt ends the process with our code.
    Runtime.getRuntime().halt(code);
  }
}
