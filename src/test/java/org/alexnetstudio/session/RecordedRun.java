package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.event.StepEvent;
import org.opentest4j.AssertionFailedError;

/** Keeps what a run's listener heard, and lets a test wait for it. */
class RecordedRun implements RunListener {
  private final List<String> calls = new ArrayList<>();
  private final List<RunEvent> events = new ArrayList<>();
  private RunDetails details;
  private RunOutcome outcome;
  private long longestGap;
  private long lastStepNanos;

  private synchronized void heard(String call) {
    if (calls.isEmpty() || !calls.get(calls.size() - 1).equals(call)) {
      calls.add(call);
    }
    notifyAll();
  }

  @Override
  public void preparing(String part, int done, int total) {
    heard("preparing");
  }

  @Override
  public synchronized void opened(RunDetails run) {
    details = run;
    heard("opened");
  }

  @Override
  public synchronized void event(RunEvent event) {
    events.add(event);
    if (event instanceof StepEvent) {
      long now = System.nanoTime();
      longestGap = Math.max(longestGap, lastStepNanos == 0 ? 0 : now - lastStepNanos);
      lastStepNanos = now;
    }
    heard("event");
  }

  @Override
  public void snapshot(Snapshot snapshot) {
    heard("snapshot");
  }

  @Override
  public void timeline(List<Integer> steps) {
    heard("timeline");
  }

  @Override
  public synchronized void ended(RunOutcome how) {
    outcome = how;
    heard("ended");
  }

  /** The kinds of calls, each once where it came several times in a row. */
  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  synchronized List<RunEvent> events() {
    return List.copyOf(events);
  }

  synchronized Path folder() {
    return details.folder();
  }

  synchronized RunDetails details() {
    return details;
  }

  synchronized int lastStep() {
    return events.isEmpty() ? 0 : events.get(events.size() - 1).step();
  }

  synchronized long longestGapMillis() {
    return longestGap / 1_000_000;
  }

  synchronized int count(Class<? extends RunEvent> kind) {
    return (int) events.stream().filter(kind::isInstance).count();
  }

  /** Waits until so many events of a kind have come. */
  synchronized void await(Class<? extends RunEvent> kind, int wanted) throws InterruptedException {
    waitUntil(() -> count(kind) >= wanted, wanted + " " + kind.getSimpleName());
  }

  synchronized RunOutcome awaitEnd() throws InterruptedException {
    waitUntil(() -> outcome != null, "the end");
    return outcome;
  }

  private void waitUntil(java.util.function.BooleanSupplier reached, String what)
      throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!reached.getAsBoolean()) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0 || outcome != null) {
        throw new AssertionFailedError("waited for " + what + "; heard " + calls + ", " + outcome);
      }
      wait(left);
    }
  }
}
