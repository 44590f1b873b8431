package org.alexnetstudio.ui.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.event.ProbeEvent;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.ui.run.RunHistory;
import org.junit.jupiter.api.Test;

/** The likeliest classes of pinned pictures and how they changed. */
class ProbesModelTest {
  private static final String IMAGE = "photos/ant/one.jpg";
  private static final int STEPS_PER_EPOCH = 10;

  private final RunHistory history = new RunHistory();

  ProbesModelTest() {
    history.add(new StartEvent(1, 0, 1, 20, STEPS_PER_EPOCH, 1, 1, "cpu"));
  }

  private void answer(int step, Prediction... top) {
    history.add(new ProbeEvent(step, step, 1 + step / STEPS_PER_EPOCH, IMAGE, List.of(top)));
  }

  private static Prediction of(String name, double probability) {
    return new Prediction(Synthetic.CLASSES.indexOf(name), name, probability);
  }

  private ProbeCard at(int step, Prediction... top) {
    ProbeSnapshot probe = new ProbeSnapshot(IMAGE, List.of(top), List.of());
    Snapshot snapshot = new Snapshot(1, step, 1 + step / STEPS_PER_EPOCH, null, List.of(probe));
    return ProbesModel.cards(snapshot, history, Synthetic.CLASSES).get(0);
  }

  @Test
  void changesAreToldAgainstFiveEpochsBefore() {
    answer(0, of("ant", 0.1), of("bear", 0.05));
    answer(40, of("ant", 0.3), of("bear", 0.2));
    answer(50, of("ant", 0.6), of("bear", 0.1));
    answer(90, of("ant", 0.7), of("bear", 0.15));
    ProbeCard card = at(90, of("ant", 0.7), of("bear", 0.15));
    assertEquals(40, card.likely().get(0).points());
    assertEquals(-5, card.likely().get(1).points());
    assertEquals(List.of(0.1, 0.3, 0.6, 0.7), card.likely().get(0).history());
  }

  @Test
  void theYoungRunIsComparedWithItsFirstAnswer() {
    answer(0, of("ant", 0.1));
    answer(10, of("ant", 0.3));
    assertEquals(20, at(10, of("ant", 0.3)).likely().get(0).points());
  }

  @Test
  void thereIsNoChangeAtTheFirstAnswer() {
    answer(0, of("ant", 0.1));
    Likely only = at(0, of("ant", 0.1)).likely().get(0);
    assertFalse(only.change().isPresent());
    assertEquals(List.of(0.1), only.history());
  }

  @Test
  void scrubbedTheCurveEndsAtTheCursor() {
    answer(0, of("ant", 0.1));
    answer(10, of("ant", 0.3));
    answer(20, of("ant", 0.9));
    Likely then = at(10, of("ant", 0.3)).likely().get(0);
    assertEquals(List.of(0.1, 0.3), then.history());
    assertEquals(20, then.points());
  }

  @Test
  void aNewClassHasGrownByNoMoreThanIsCertain() {
    answer(0, of("bear", 0.5), of("cat", 0.2));
    ProbeCard card = at(60, of("ant", 0.7), of("dog", 0.1));
    assertEquals(50, card.likely().get(0).points());
    assertEquals(List.of(0.0, 0.7), card.likely().get(0).history());
    assertFalse(card.likely().get(1).change().isPresent(), "it may have had 0.2 or nothing");
  }

  @Test
  void theFolderIsTheLabelWhereItIsAClass() {
    assertEquals(Optional.of("ant"), ProbeCard.labelOf("x/ant/1.jpg", Synthetic.CLASSES));
    assertEquals(Optional.empty(), ProbeCard.labelOf("ant.jpg", Synthetic.CLASSES));
    assertEquals(Optional.empty(), ProbeCard.labelOf("x/ants/1.jpg", Synthetic.CLASSES));
    assertTrue(at(10, of("ant", 0.5), of("bear", 0.1)).right());
    assertFalse(at(10, of("bear", 0.5), of("ant", 0.1)).right());
  }
}
