package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.alexnetstudio.session.FoundImages;
import org.alexnetstudio.ui.fx.ErrorDialog.Message;
import org.jspecify.annotations.Nullable;

/** Searches for images that go on in the background, perhaps several at once. */
final class ImageSearches {
  private final Function<List<Path>, CompletableFuture<FoundImages>> source;
  private final Executor fx;
  private final Consumer<FoundImages> found;
  private final Consumer<String> problem;
  private final List<Search> underWay = new ArrayList<>();
  private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();

  /** Futures are equal to nothing but themselves; so is this, and says so. */
  private static final class Search {
    private final CompletableFuture<FoundImages> images;

    Search(CompletableFuture<FoundImages> images) {
      this.images = images;
    }
  }

  ImageSearches(
      Function<List<Path>, CompletableFuture<FoundImages>> source,
      Executor fx,
      Consumer<FoundImages> found,
      Consumer<String> problem) {
    this.source = source;
    this.fx = fx;
    this.found = found;
    this.problem = problem;
  }

  void start(List<Path> paths) {
    Search search = new Search(source.apply(List.copyOf(paths)));
    underWay.add(search);
    searching.set(true);
    var unused =
        search.images.whenComplete((images, error) -> fx.execute(() -> end(search, images, error)));
  }

  private void end(Search search, @Nullable FoundImages images, @Nullable Throwable error) {
    underWay.remove(search);
    searching.set(!underWay.isEmpty());
    if (images != null) {
      found.accept(images);
    } else if (error != null && !(error instanceof CancellationException)) {
      Message message = Message.of(error);
      problem.accept(message.what() + ": " + message.why());
    }
  }

  void cancel() {
    List.copyOf(underWay).forEach(search -> search.images.cancel(false));
  }

  ReadOnlyBooleanProperty searching() {
    return searching.getReadOnlyProperty();
  }
}
