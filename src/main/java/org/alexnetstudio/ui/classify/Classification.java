package org.alexnetstudio.ui.classify;

import java.util.List;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.ui.fx.ErrorDialog.Message;
import org.jspecify.annotations.Nullable;

/**
 * How far an image is, and what is known of it.
 *
 * @param state of the newest question
 * @param answer of the newest question that was answered; null before the first
 * @param tenCrop whether that answer is the mean over ten crops
 * @param problem why the newest question failed; null where it did not
 */
record Classification(
    State state,
    @Nullable Answer<List<Prediction>> answer,
    boolean tenCrop,
    @Nullable Message problem) {

  static final Classification NEW = new Classification(State.UNASKED, null, false, null);

  /** Of a question. */
  enum State {
    UNASKED("not classified"),
    WAITING("waiting"),
    WORKING("working"),
    DONE("done"),
    FAILED("failed");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** For people. */
    String text() {
      return text;
    }
  }

  /** The old answer stays until the new one is there. */
  Classification with(State next) {
    return new Classification(next, answer, tenCrop, null);
  }

  static Classification answered(Answer<List<Prediction>> answer, boolean tenCrop) {
    return new Classification(State.DONE, answer, tenCrop, null);
  }

  Classification failed(Message why) {
    return new Classification(State.FAILED, answer, tenCrop, why);
  }

  /** Whether an answer is still to come. */
  boolean pending() {
    return state == State.WAITING || state == State.WORKING;
  }

  /** The likeliest classes; none before the first answer, or where the newest question failed. */
  List<Prediction> top() {
    return answer == null || state == State.FAILED ? List.of() : answer.value();
  }
}
