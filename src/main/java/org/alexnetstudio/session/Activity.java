package org.alexnetstudio.session;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.alexnetstudio.data.PrepareListener;

/**
 * How the caller follows and ends a long piece of work.
 *
 * @param progress told how much is done of what
 * @param cancelled asked often; true ends the work
 */
public record Activity(Progress progress, BooleanSupplier cancelled) {

  /** Told how far a part of the work is. */
  @FunctionalInterface
  public interface Progress {
    /** {@code done} of {@code total} pieces of {@code part}, such as "Preparing images". */
    void report(String part, int done, int total);
  }

  /** Reports nowhere and is never cancelled. */
  public static final Activity SILENT = new Activity((part, done, total) -> {}, () -> false);

  /** Ends the work where it was cancelled. */
  void checkCancelled() {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
  }

  PrepareListener listener(String part) {
    return (done, total) -> progress.report(part, done, total);
  }
}
