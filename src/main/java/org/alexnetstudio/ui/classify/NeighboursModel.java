package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.alexnetstudio.insight.Neighbour;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.Explorer;
import org.alexnetstudio.session.WeightsOrigin;
import org.alexnetstudio.ui.fx.Latest;
import org.jspecify.annotations.Nullable;

/**
 * The training images nearest to the chosen one. As the first question about a model reads all of
 * them, it is asked when somebody wants to know; from then on with each image that is chosen, as
 * long as the weights stay.
 */
final class NeighboursModel {
  private static final int COUNT = 16;

  private final Explorer explorer;
  private final Executor fx;
  private final Latest<Answer<List<Neighbour>>> latest;
  private final ReadOnlyObjectWrapper<@Nullable Path> image = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyStringWrapper part = new ReadOnlyStringWrapper("");

  /** Whose classes the chosen image has, and whose training images have been read. */
  private @Nullable WeightsOrigin weights;

  private @Nullable WeightsOrigin read;

  /** Nothing is asked yet; answers are taken on {@code fx}, the JavaFX thread. */
  NeighboursModel(Explorer explorer, Executor fx) {
    this.explorer = explorer;
    this.fx = fx;
    latest = new Latest<>(fx);
    latest
        .answer()
        .addListener(
            (value, before, now) -> {
              if (now != null) {
                read = weights;
              }
            });
  }

  /**
   * Another image is chosen, or other weights have classified it.
   *
   * @param chosen null for none
   * @param by null as long as it is not classified
   */
  void show(@Nullable Path chosen, @Nullable WeightsOrigin by) {
    boolean same = Objects.equals(chosen, image.get());
    if (same && Objects.equals(by, weights)) {
      return;
    }
    if (!same || by != null) {
      latest.clear();
      progress.set(-1);
    }
    image.set(chosen);
    weights = by;
    if (by != null && !by.live() && by.equals(read)) {
      find();
    }
  }

  /** Asks for them. */
  void find() {
    Path of = image.get();
    if (of == null) {
      return;
    }
    latest.cancel();
    progress.set(-1);
    part.set("Searching");
    CompletableFuture<?>[] own = new CompletableFuture<?>[1];
    CompletableFuture<Answer<List<Neighbour>>> question =
        explorer.neighbours(
            of,
            COUNT,
            (what, done, total) ->
                fx.execute(
                    () -> {
                      CompletableFuture<?> asked = own[0];
                      if (asked == null || !asked.isDone()) {
                        progress.set((double) done / total);
                        part.set(
                            what
                                + ": "
                                + ResultText.number(done)
                                + " of "
                                + ResultText.number(total));
                      }
                    }));
    own[0] = question;
    latest.ask(question);
  }

  /** Gives up the search; what was read is not read again. */
  void cancel() {
    latest.cancel();
    progress.set(-1);
  }

  /** The image; null for none. */
  ReadOnlyObjectProperty<@Nullable Path> image() {
    return image.getReadOnlyProperty();
  }

  /** The newest answer, and whether another is under way. */
  Latest<Answer<List<Neighbour>>> latest() {
    return latest;
  }

  /** How much is done, from 0 to 1; -1 where that is not told. */
  ReadOnlyDoubleProperty progress() {
    return progress.getReadOnlyProperty();
  }

  /** What is done, such as "Reading the training images: 640 of 5,206". */
  ReadOnlyStringProperty part() {
    return part.getReadOnlyProperty();
  }
}
