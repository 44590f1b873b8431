package org.alexnetstudio.ui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.event.ProbeEvent;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.session.RunDetails;
import org.alexnetstudio.ui.run.RunHistory;
import org.alexnetstudio.ui.run.ShownRun;
import org.jspecify.annotations.Nullable;

/** What the pinned pictures are taken for at the step that is shown, and how that changed. */
public final class ProbesModel {
  /** Changes are told against so many epochs before. */
  static final int EPOCHS = 5;

  /** Answers that a small curve shows. */
  static final int ANSWERS = 60;

  private final ObservableValue<ShownRun> run;
  private final ObservableValue<@Nullable Snapshot> snapshot;
  private final ObservableValue<String> chip;
  private final ReadOnlyObjectWrapper<List<ProbeCard>> cards =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyStringWrapper subtitle = new ReadOnlyStringWrapper("");

  /** Follows whichever run is on the screen. */
  public ProbesModel(ObservableValue<ShownRun> run) {
    this.run = run;
    snapshot = Following.snapshot(run);
    chip = Following.chip(run);
    snapshot.addListener((value, before, now) -> take(now));
    take(snapshot.getValue());
  }

  private void take(@Nullable Snapshot now) {
    if (now == null) {
      subtitle.set("");
      cards.set(List.of());
      return;
    }
    ShownRun shown = run.getValue();
    RunDetails details = shown.details().get();
    subtitle.set(
        since(now, shown.history()) >= 0
            ? "of probe images · change over the last " + EPOCHS + " epochs"
            : "of probe images · change since the beginning");
    cards.set(cards(now, shown.history(), details == null ? List.of() : details.classNames()));
  }

  private static int since(Snapshot now, RunHistory history) {
    return now.step() - EPOCHS * history.stepsPerEpoch();
  }

  /** What a snapshot and the answers up to its step come to. */
  static List<ProbeCard> cards(Snapshot now, RunHistory history, List<String> classNames) {
    List<ProbeCard> cards = new ArrayList<>();
    for (ProbeSnapshot probe : now.probes()) {
      List<ProbeEvent> answers = answersUpTo(history, probe, now.step());
      cards.add(
          new ProbeCard(
              probe.image(),
              ProbeCard.labelOf(probe.image(), classNames),
              likely(probe, now.step(), answers, since(now, history))));
    }
    return cards;
  }

  private static List<ProbeEvent> answersUpTo(RunHistory history, ProbeSnapshot probe, int step) {
    return history.answers(probe.image()).stream().filter(each -> each.step() <= step).toList();
  }

  private static List<Likely> likely(
      ProbeSnapshot probe, int step, List<ProbeEvent> answers, int since) {
    List<Likely> likely = new ArrayList<>();
    ProbeEvent before = before(answers, since, step);
    for (Prediction now : probe.top()) {
      List<Double> history = new ArrayList<>();
      for (ProbeEvent answer :
          answers.subList(Math.max(0, answers.size() - ANSWERS), answers.size())) {
        if (answer.step() < step) {
          history.add(Math.max(0, probability(answer, now.classIndex())));
        }
      }
      history.add(now.probability());
      likely.add(
          new Likely(
              now.className(),
              now.probability(),
              history,
              before == null ? OptionalDouble.empty() : change(before, now)));
    }
    return likely;
  }

  /** The last answer up to a step; in a younger run the first one; null where there is none yet. */
  private static @Nullable ProbeEvent before(List<ProbeEvent> answers, int since, int step) {
    ProbeEvent before = null;
    for (ProbeEvent answer : answers) {
      if (answer.step() < step && (before == null || answer.step() <= since)) {
        before = answer;
      }
    }
    return before;
  }

  /**
   * A class that was not among the likeliest then had at most the probability of the last of those:
   * what is above that has come since for certain, and of the rest nobody knows.
   */
  private static OptionalDouble change(ProbeEvent before, Prediction now) {
    double then = probability(before, now.classIndex());
    if (then >= 0) {
      return OptionalDouble.of(now.probability() - then);
    }
    double atMost =
        before.top().isEmpty() ? 1 : before.top().get(before.top().size() - 1).probability();
    return now.probability() > atMost
        ? OptionalDouble.of(now.probability() - atMost)
        : OptionalDouble.empty();
  }

  /** Negative where the class is not among the likeliest. */
  private static double probability(ProbeEvent answer, int classIndex) {
    return answer.top().stream()
        .filter(each -> each.classIndex() == classIndex)
        .mapToDouble(Prediction::probability)
        .findFirst()
        .orElse(-1);
  }

  /** The pinned pictures with their classes. */
  ReadOnlyObjectProperty<List<ProbeCard>> cards() {
    return cards.getReadOnlyProperty();
  }

  /** What the changes are told against. */
  public ReadOnlyStringProperty subtitle() {
    return subtitle.getReadOnlyProperty();
  }

  /** The step where it is not the newest; else empty. */
  public ObservableValue<String> chip() {
    return chip;
  }
}
