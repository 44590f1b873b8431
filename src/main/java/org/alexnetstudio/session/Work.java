package org.alexnetstudio.session;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Work for another thread, with an answer or an error. */
@FunctionalInterface
interface Work<T> {
  T get() throws Exception;

  /**
   * Hands it to {@code executor}; the future completes with what it gives or throws, and is
   * cancelled where the executor is closed.
   */
  static <T> CompletableFuture<T> submit(Work<T> work, Executor executor) {
    return submit(work, executor, new CompletableFuture<>());
  }

  /** The same with a future that the work may look at, to end where it is cancelled. */
  static <T> CompletableFuture<T> submit(
      Work<T> work, Executor executor, CompletableFuture<T> future) {
    try {
      executor.execute(() -> work.complete(future));
    } catch (RejectedExecutionException closed) {
      future.cancel(false);
    }
    return future;
  }

  /** Waits for an answer; what went wrong is thrown as it was. */
  static <T> T await(CompletableFuture<T> answer) throws Exception {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /** Ends the work for an answer that was given up. */
  static void checkWanted(CompletableFuture<?> answer) {
    if (answer.isDone()) {
      throw new CancellationException("nobody waits for the answer");
    }
  }

  /** Does the work, unless it was cancelled before. */
  default void complete(CompletableFuture<T> future) {
    if (future.isDone()) {
      return;
    }
    try {
      future.complete(get());
    } catch (Exception | Error e) {
      future.completeExceptionally(e);
    }
  }
}
