package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** One image of the list. */
final class ImageItem {
  private final Path path;
  private final ReadOnlyObjectWrapper<Classification> classification =
      new ReadOnlyObjectWrapper<>(Classification.NEW);

  /** The question under way; the model's own. */
  @Nullable CompletableFuture<?> request;

  ImageItem(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /** The file's name. */
  String name() {
    return String.valueOf(path.getFileName());
  }

  Classification now() {
    return classification.get();
  }

  ReadOnlyObjectProperty<Classification> classification() {
    return classification.getReadOnlyProperty();
  }

  void set(Classification next) {
    classification.set(next);
  }
}
