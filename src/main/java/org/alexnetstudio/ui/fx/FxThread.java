package org.alexnetstudio.ui.fx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.util.Duration;

/** The door to the JavaFX thread. */
public final class FxThread {
  private FxThread() {}

  /** Runs an action there, at once where this is that thread. */
  public static void run(Runnable action) {
    if (Platform.isFxApplicationThread()) {
      action.run();
    } else {
      Platform.runLater(action);
    }
  }

  /**
   * Runs an action there after a while. Meanwhile JavaFX rests, which with an animation of its own,
   * even one that only waits, works sixty times a second.
   */
  public static void after(Duration delay, Runnable action) {
    CompletableFuture.delayedExecutor(
            Math.max(0, (long) delay.toMillis()), TimeUnit.MILLISECONDS, FxThread::run)
        .execute(action);
  }

  /** Hands a future's value or its error over there; a cancelled future hands over nothing. */
  public static <T> void whenDone(
      CompletableFuture<T> future, Consumer<T> value, Consumer<Throwable> error) {
    var unused =
        future.whenComplete(
            (result, problem) -> {
              if (future.isCancelled()) {
                return;
              }
              run(
                  () -> {
                    if (problem == null) {
                      value.accept(result);
                    } else {
                      error.accept(cause(problem));
                    }
                  });
            });
  }

  private static Throwable cause(Throwable problem) {
    Throwable cause = problem.getCause();
    return problem instanceof CompletionException && cause != null ? cause : problem;
  }
}
