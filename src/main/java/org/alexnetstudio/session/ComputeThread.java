package org.alexnetstudio.session;

import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.alexnetstudio.event.EndReason;
import org.alexnetstudio.event.EventSink;
import org.alexnetstudio.event.SnapshotSink;

/**
 * The one thread that touches engine, network and optimizer of a device. Interactive work goes
 * between two steps of a running training, so that a person waits no longer than one step.
 */
public final class ComputeThread implements AutoCloseable {
  private final ExecutorService executor;
  private final Queue<FutureTask<?>> interactive = new ConcurrentLinkedQueue<>();

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

  /** Short work: it runs between two steps, or at once where nothing is trained. */
  public <T> Future<T> interactive(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    interactive.add(task);
    executor.execute(this::runInteractive);
    return task;
  }

  private void runInteractive() {
    for (FutureTask<?> task = interactive.poll(); task != null; task = interactive.poll()) {
      task.run();
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
    interactive.forEach(task -> task.cancel(false));
  }
}
