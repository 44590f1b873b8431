package org.alexnetstudio.session;

import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.event.EventSink;
import org.alexnetstudio.event.SnapshotSink;

/**
 * The one thread that touches engine, network and optimizer of a device. Interactive work goes
 * between two steps of a running training, so that a person waits no longer than one step.
 */
public final class ComputeThread implements AutoCloseable {
  private final ExecutorService executor;
  private final Queue<Question<?>> interactive = new ConcurrentLinkedQueue<>();

  private record Question<T>(Work<T> work, CompletableFuture<T> answer) {
    void run() {
      work.complete(answer);
    }
  }

  /** Starts the thread, named after its device. */
  public ComputeThread(String device) {
    executor =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread thread = new Thread(work, device);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Trains to the end; {@code sink} gets the events, on this thread. */
  public Future<EndReason> train(TrainingJob job, EventSink sink) {
    return train(job, sink, snapshot -> {});
  }

  /** Trains to the end; the sinks get events and snapshots, on this thread. */
  public Future<EndReason> train(TrainingJob job, EventSink sink, SnapshotSink snapshots) {
    return executor.submit(() -> job.train(sink, snapshots, this::runInteractive));
  }

  /**
   * Short work: it runs between two steps, or at once where nothing is trained; it is cancelled
   * where this thread is closed.
   */
  public <T> CompletableFuture<T> interactive(Callable<T> work) {
    Question<T> question = new Question<>(work::call, new CompletableFuture<>());
    interactive.add(question);
    try {
      executor.execute(this::runInteractive);
    } catch (RejectedExecutionException closed) {
      question.answer.cancel(false);
    }
    return question.answer;
  }

  /** Not what comes in meanwhile: an answer that leads to the next question must not hold us up. */
  private void runInteractive() {
    for (int waiting = interactive.size(); waiting > 0; waiting--) {
      Question<?> question = interactive.poll();
      if (question != null) {
        question.run();
      }
    }
  }

  /** Interrupts what runs, and cancels the work that waits. */
  @Override
  public void close() {
    // Before the interrupt, or the thread would take the next task as the interrupted one ends;
    // and after it, for work that came in between.
    cancelWaiting();
    executor.shutdownNow();
    cancelWaiting();
  }

  private void cancelWaiting() {
    interactive.forEach(question -> question.answer.cancel(false));
  }
}
