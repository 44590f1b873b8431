package org.alexnetstudio.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What run.json holds: where the run stands, and what it was made with.
 *
 * @param endReason message for the user; empty while it runs, and where the state says all
 * @param seed from which all its randomness derives
 * @param versions of the program, the engine and Java, by name
 * @param device what computes, such as "cpu" or "gpu:0"
 * @param classNames in the order of the network's outputs
 * @param bestEpoch epoch of the best validation so far, from 1; 0 is none
 * @param bestLoss its mean cross-entropy, in nats; infinity where there is none
 * @param bestTop1 its top-1 accuracy, a fraction
 * @param created ISO 8601, UTC
 * @param updated ISO 8601, UTC
 */
public record RunInfo(
    RunState state,
    String endReason,
    long seed,
    Map<String, String> versions,
    String device,
    List<String> classNames,
    int bestEpoch,
    double bestLoss,
    double bestTop1,
    String created,
    String updated) {

  /** Copies map and list. */
  public RunInfo {
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    classNames = List.copyOf(classNames);
  }

  /** What stands in run.json when a run begins. */
  public static RunInfo starting(
      long seed, Map<String, String> versions, String device, List<String> classNames) {
    return new RunInfo(
        RunState.RUNNING,
        "",
        seed,
        versions,
        device,
        classNames,
        0,
        Double.POSITIVE_INFINITY,
        0,
        now(),
        now());
  }

  /** The same run in another state, which the user is told with {@code reason}. */
  public RunInfo withState(RunState newState, String reason) {
    return new RunInfo(
        newState,
        reason,
        seed,
        versions,
        device,
        classNames,
        bestEpoch,
        bestLoss,
        bestTop1,
        created,
        now());
  }

  /** The same run with a better validation. */
  public RunInfo withBest(int epoch, double loss, double top1) {
    return new RunInfo(
        state, endReason, seed, versions, device, classNames, epoch, loss, top1, created, now());
  }

  /** The same run with the best validation that a checkpoint, which may be an older one, knows. */
  public RunInfo withBestOf(TrainingState state) {
    return state.bestEpoch() == bestEpoch
        ? this
        : withBest(state.bestEpoch(), Double.POSITIVE_INFINITY, Math.max(0, state.bestTop1()));
  }

  /** The same run, resumed on a device that may be another. */
  public RunInfo resumedOn(String newDevice, Map<String, String> newVersions) {
    return new RunInfo(
        RunState.RUNNING,
        "",
        seed,
        newVersions,
        newDevice,
        classNames,
        bestEpoch,
        bestLoss,
        bestTop1,
        created,
        now());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
