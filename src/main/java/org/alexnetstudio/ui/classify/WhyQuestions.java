package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.ToIntFunction;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.Explained;
import org.alexnetstudio.insight.Explanation;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.Explorer;
import org.alexnetstudio.session.WeightsOrigin;
import org.jspecify.annotations.Nullable;

/** Asks a network why it sees a class; what it sees of the image is asked once. */
final class WhyQuestions {
  /** Hidden squares are so many to a side of the image, and overlap by half. */
  private static final int SQUARES = 7;

  private final Explorer explorer;
  private final Executor fx;

  /** Set where the answer comes, on any thread. */
  private volatile @Nullable Known known;

  /** What the network sees of an image, by the weights of an answer. */
  private record Known(Path image, Object result, Overview overview) {}

  WhyQuestions(Explorer explorer, Executor fx) {
    this.explorer = explorer;
    this.fx = fx;
  }

  /**
   * Asks.
   *
   * @param by the answer by which the classes are known: as long as it is the same, so are they
   * @param layer of Grad-CAM
   * @param wanted number of the class, of what the network sees; asked on any thread
   * @param progress told on the JavaFX thread how much is done, from 0 to 1
   */
  CompletableFuture<Why> ask(
      Path of,
      Object by,
      WhyMethod how,
      int layer,
      ToIntFunction<Overview> wanted,
      DoubleConsumer progress) {
    return new Question(of, by, how, layer, wanted, progress).begin();
  }

  /** Also what the network sees, where that is not known. */
  private final class Question {
    private final Path of;
    private final Object by;
    private final WhyMethod how;
    private final int wantedLayer;
    private final ToIntFunction<Overview> wantedClass;
    private final DoubleConsumer progress;
    private final long asked = System.nanoTime();
    private final CompletableFuture<Why> why = new CompletableFuture<>();

    Question(
        Path of,
        Object by,
        WhyMethod how,
        int wantedLayer,
        ToIntFunction<Overview> wantedClass,
        DoubleConsumer progress) {
      this.of = of;
      this.by = by;
      this.how = how;
      this.wantedLayer = wantedLayer;
      this.wantedClass = wantedClass;
      this.progress = progress;
    }

    CompletableFuture<Why> begin() {
      Known last = known;
      if (last != null && last.image().equals(of) && last.result() == by) {
        explain(last.overview());
      } else if (how == WhyMethod.GRAD_CAM || how == WhyMethod.GRADIENT) {
        seeAndExplain();
      } else {
        passOn(
            explorer.overview(of, Surgery.NONE),
            why,
            first -> {
              know(first.value());
              explain(first.value());
            });
      }
      return why;
    }

    private void know(Overview overview) {
      known = new Known(of, by, overview);
    }

    /** At once, as a training answers one question between two steps. */
    private void seeAndExplain() {
      passOn(
          explorer.overviewExplained(of, Surgery.NONE, this::explanation, wantedClass),
          why,
          answer -> {
            Explained found = answer.value();
            know(found.overview());
            complete(found, answer.weights());
          });
    }

    private void explain(Overview overview) {
      int explained = wantedClass.applyAsInt(overview);
      passOn(
          attribution(overview, explained),
          why,
          answer -> complete(new Explained(overview, explained, answer.value()), answer.weights()));
    }

    private void complete(Explained found, WeightsOrigin weights) {
      why.complete(
          new Why(
              of,
              found.overview(),
              how,
              found.classIndex(),
              found.attribution(),
              weights,
              (System.nanoTime() - asked) / 1_000_000));
    }

    private CompletableFuture<Answer<Attribution>> attribution(Overview overview, int explained) {
      if (how != WhyMethod.OCCLUSION) {
        return explorer.explain(of, Surgery.NONE, explanation(overview), explained);
      }
      Activity.Progress told =
          (part, done, total) ->
              fx.execute(
                  () -> {
                    if (!why.isDone()) {
                      progress.accept((double) done / total);
                    }
                  });
      int side = overview.image().width();
      return explorer.occlusion(of, Surgery.NONE, explained, square(side), stride(side), told);
    }

    private Explanation explanation(Overview overview) {
      return switch (how) {
        case GRAD_CAM -> new Explanation.GradCam(WhyModel.usedLayer(overview, wantedLayer));
        case GRADIENT -> new Explanation.Gradient();
        default -> new Explanation.IntegratedGradients();
      };
    }
  }

  /** Gives one question's answer to the next step; who gives up the whole gives up each. */
  private static <T> void passOn(
      CompletableFuture<T> part, CompletableFuture<Why> whole, Consumer<T> next) {
    var unused = whole.whenComplete((value, problem) -> part.cancel(false));
    var unusedToo =
        part.whenComplete(
            (value, problem) -> {
              if (problem != null) {
                whole.completeExceptionally(problem);
              } else if (!whole.isDone()) {
                next.accept(value);
              }
            });
  }

  private static int square(int side) {
    return Math.max(2, Math.round((float) side / SQUARES));
  }

  /** From one hidden square to the next. */
  static int stride(int side) {
    return Math.max(1, square(side) / 2);
  }
}
