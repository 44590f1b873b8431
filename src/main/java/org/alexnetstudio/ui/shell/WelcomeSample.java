package org.alexnetstudio.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.fx.FxThread;
import org.jspecify.annotations.Nullable;

/** A sample image, and what the model that comes with the program takes it for. No nodes. */
final class WelcomeSample {
  /** Pixels of the picture's side: twice what is shown, for screens of high density. */
  private static final int SIDE = 256;

  private final Studio studio;
  private final Optional<Path> starter;
  private final ReadOnlyObjectWrapper<@Nullable Answered> answered = new ReadOnlyObjectWrapper<>();

  /** An image with its likeliest classes, the first first. */
  record Answered(Path image, Picture picture, List<Prediction> top) {}

  WelcomeSample(Studio studio) {
    this.studio = studio;
    starter = studio.starterModel();
  }

  /** Whether there is a model that could answer. */
  boolean possible() {
    return starter.isPresent();
  }

  /**
   * Asks about the first sample image, by ten crops as the door then does; nothing comes where
   * another model answers by then.
   */
  void ask() {
    if (possible()) {
      // Without an answer the door still leads to Classify, and that says what is wrong.
      FxThread.whenDone(studio.images().samples(), this::ask, problem -> {});
    }
  }

  private void ask(List<Path> samples) {
    if (!samples.isEmpty()) {
      Path image = samples.get(0);
      CompletableFuture<Answered> coming =
          studio
              .network()
              .classify(image, true)
              .thenCombine(
                  studio.thumbnail(image, SIDE), (answer, picture) -> of(image, picture, answer));
      FxThread.whenDone(coming, answered::set, problem -> {});
    }
  }

  private @Nullable Answered of(Path image, Picture picture, Answer<List<Prediction>> answer) {
    boolean own = answer.weights().model().equals(starter.orElse(null));
    return own ? new Answered(image, picture, answer.value()) : null;
  }

  /** The answer; null where there is none yet. */
  ReadOnlyObjectProperty<@Nullable Answered> answered() {
    return answered.getReadOnlyProperty();
  }
}
