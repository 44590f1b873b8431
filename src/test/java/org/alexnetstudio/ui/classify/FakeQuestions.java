package org.alexnetstudio.ui.classify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.WeightsOrigin;

/** A network that answers when the test says so, or at once. */
final class FakeQuestions implements Questions {
  private final List<Asked> asked = new ArrayList<>();
  private boolean ready = true;
  private boolean atOnce;
  private Path model = Path.of("/runs/20261124-140200_photos");
  private int step = 500;
  private boolean live;
  private Function<Path, List<Prediction>> classes = FakeQuestions::byName;

  /** A question. */
  record Asked(Path image, boolean tenCrop, CompletableFuture<Answer<List<Prediction>>> answer) {}

  @Override
  public synchronized boolean ready() {
    return ready;
  }

  @Override
  public synchronized CompletableFuture<Answer<List<Prediction>>> classify(
      Path image, boolean tenCrop) {
    Asked question = new Asked(image, tenCrop, new CompletableFuture<>());
    asked.add(question);
    if (atOnce) {
      answer(question);
    }
    return question.answer();
  }

  private static List<Prediction> byName(Path image) {
    String name = String.valueOf(image.getFileName()).replaceFirst("\\..*", "");
    List<Prediction> all = new ArrayList<>();
    double[] shares = {0.46, 0.18, 0.12, 0.06, 0.04};
    List<String> others = List.of("cougar_face", "Leopards", "kangaroo", "llama");
    for (int i = 0; i < shares.length; i++) {
      all.add(new Prediction(i, i == 0 ? name : others.get(i - 1), shares[i]));
    }
    return all;
  }

  synchronized void answer(Asked question) {
    if (!Files.exists(question.image()) && atOnce) {
      question
          .answer()
          .completeExceptionally(
              StudioException.badInput(
                  "Cannot open " + question.image(), "there is no such file", "Check the path."));
      return;
    }
    question
        .answer()
        .complete(
            new Answer<>(
                classes.apply(question.image()),
                new WeightsOrigin(model, step, live, 101, new ResizeSpec(256, 256), 227)));
  }

  synchronized FakeQuestions answersAtOnce() {
    atOnce = true;
    return this;
  }

  synchronized FakeQuestions live(boolean now, int atStep) {
    live = now;
    step = atStep;
    return this;
  }

  synchronized FakeQuestions ready(boolean now) {
    ready = now;
    return this;
  }

  synchronized FakeQuestions says(Function<Path, List<Prediction>> what) {
    classes = what;
    return this;
  }

  /** The questions so far, in their order. */
  synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** Those that wait for an answer. */
  synchronized List<Asked> open() {
    return asked.stream().filter(question -> !question.answer().isDone()).toList();
  }
}
