package org.alexnetstudio.ui.train;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.image.Image;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.Raster;
import org.jspecify.annotations.Nullable;

/** Small pictures of pinned images, read once each by another thread. */
public final class ProbePictures {
  /** Pixels of a side: twice the largest tile's, for screens of twice the pixels. */
  private static final int SIDE = 176;

  private final Studio studio;
  private final Map<String, ReadOnlyObjectWrapper<@Nullable Image>> images = new HashMap<>();

  /** None is read yet; {@code studio} decodes them. */
  public ProbePictures(Studio studio) {
    this.studio = studio;
  }

  /** The picture; null as long as it has not been read, and where it can't be. */
  ReadOnlyObjectProperty<@Nullable Image> of(String path) {
    return images.computeIfAbsent(path, this::read).getReadOnlyProperty();
  }

  private ReadOnlyObjectWrapper<@Nullable Image> read(String path) {
    ReadOnlyObjectWrapper<@Nullable Image> image = new ReadOnlyObjectWrapper<>();
    try {
      FxThread.whenDone(
          studio.thumbnail(Path.of(path), SIDE),
          picture -> image.set(Raster.imageOf(picture)),
          // The run may have come from another computer: its pictures are not needed to look at it.
          problem -> {});
    } catch (InvalidPathException e) {
      // A path of another system; there is no such file here.
      return image;
    }
    return image;
  }
}
