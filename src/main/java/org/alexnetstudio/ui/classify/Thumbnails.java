package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javafx.scene.image.Image;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.Raster;
import org.jspecify.annotations.Nullable;

/**
 * Small pictures for those that show them: loaded a few at a time, the newest wish first, and only
 * as long as somebody wants them. On the JavaFX thread.
 */
final class Thumbnails {
  /** Side of a thumbnail in pixels: a tile on a screen of high density. */
  static final int SIDE = 160;

  /** Some 40 MB of pictures. */
  private static final int KEPT = 400;

  private static final int LOADING = 3;

  private final Function<Path, CompletableFuture<Picture>> source;
  private final Deque<Path> wishes = new ArrayDeque<>();
  private final Map<Path, Set<Viewer>> viewers = new HashMap<>();
  private final Map<Path, Image> kept = new LinkedHashMap<>(KEPT, 0.75f, true);
  private int loading;

  /** Shows a picture, or where null that there is none to be had. */
  @FunctionalInterface
  interface Viewer {
    void show(@Nullable Image image);
  }

  Thumbnails(Function<Path, CompletableFuture<Picture>> source) {
    this.source = source;
  }

  /** Shows the picture as soon as it is there, at once where it is kept. */
  void want(Path path, Viewer viewer) {
    Image image = kept.get(path);
    if (image != null) {
      viewer.show(image);
      return;
    }
    Set<Viewer> others = viewers.computeIfAbsent(path, wanted -> new HashSet<>());
    if (others.isEmpty()) {
      wishes.addFirst(path);
    }
    others.add(viewer);
    loadNext();
  }

  /** The viewer shows something else now. */
  void forget(Path path, Viewer viewer) {
    Set<Viewer> others = viewers.get(path);
    if (others != null && others.remove(viewer) && others.isEmpty()) {
      viewers.remove(path);
      wishes.remove(path);
    }
  }

  private void loadNext() {
    while (loading < LOADING && !wishes.isEmpty()) {
      Path path = wishes.removeFirst();
      loading++;
      FxThread.whenDone(
          source.apply(path),
          picture -> loaded(path, Raster.imageOf(picture)),
          problem -> loaded(path, null));
    }
  }

  private void loaded(Path path, @Nullable Image image) {
    loading--;
    if (image != null) {
      kept.put(path, image);
      if (kept.size() > KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    Set<Viewer> waiting = viewers.remove(path);
    if (waiting != null) {
      waiting.forEach(viewer -> viewer.show(image));
    }
    loadNext();
  }
}
