package org.alexnetstudio.export;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.ColourLimits;
import org.alexnetstudio.insight.LayerActivations;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Overlay;
import org.alexnetstudio.run.AtomicFiles;
import org.alexnetstudio.weights.NpyFile;

/** Writes what was found inside a network: PNG pictures to look at, .npy arrays to count with. */
public final class InsideExports {
  /** How much of an explanation is seen over the image. */
  private static final double BLEND = 0.7;

  /** An image of this width or more is not magnified under its explanation. */
  private static final int WIDE = 224;

  private final Path folder;
  private final String image;
  private final int step;
  private final List<Path> written = new ArrayList<>();

  /**
   * Writes into a folder, which is made where it is missing.
   *
   * @param image what was looked at
   * @param step of the network's training
   */
  public InsideExports(Path folder, Path image, int step) throws StudioException {
    this.folder = folder;
    this.image = String.valueOf(image.getFileName());
    this.step = step;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** Writes what the network sees of the image, pixel for pixel. */
  public void crop(Picture crop) throws StudioException {
    png("input", imageOf(crop.argb(), crop.width(), crop.height()));
  }

  /** Writes all filters of a convolution, (filters, channels, kernel, kernel). */
  public void filters(FilterBank bank) throws StudioException {
    png(bank.layer() + "-filters", FiltersPicture.draw(bank, step));
    npy(
        bank.layer() + "-filters",
        bank.weights(),
        bank.filters(),
        bank.channels(),
        bank.kernel(),
        bank.kernel());
  }

  /** Writes all maps of a layer, (units, height, width). */
  public void maps(LayerActivations activations, FeatureMaps graded) throws StudioException {
    LayerInfo layer = activations.layer();
    png(layer.name() + "-maps", MapsPicture.draw(graded, image, step));
    npy(layer.name() + "-maps", activations.values(), layer.units(), layer.height(), layer.width());
  }

  /** Writes an explanation over the image, and its (height, width) numbers. */
  public void gradCam(Picture crop, Attribution explanation) throws StudioException {
    int scale = Math.max(1, (int) Math.ceil((double) WIDE / crop.width()));
    float[] fine =
        Overlay.drawnOut(
            explanation.values(), explanation.width(), crop.height() * scale, crop.width() * scale);
    float limit = ColourLimits.high(explanation.values(), 0, explanation.values().length);
    int[] argb = Overlay.compose(crop, fine, crop.width() * scale, limit, BLEND, 1);
    png("grad-cam", imageOf(argb, crop.width() * scale, crop.height() * scale));
    npy("grad-cam", explanation.values(), explanation.height(), explanation.width());
  }

  /** The files, in the order in which they were written. */
  public List<Path> written() {
    return List.copyOf(written);
  }

  private static BufferedImage imageOf(int[] argb, int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, width, height, argb, 0, width);
    return picture;
  }

  private void png(String name, BufferedImage picture) throws StudioException {
    write(name + ".png", RunExports.png(picture));
  }

  private void npy(String name, float[] values, int... shape) throws StudioException {
    write(name + ".npy", NpyFile.of(values, shape));
  }

  private void write(String name, byte[] bytes) throws StudioException {
    Path file = folder.resolve(name);
    try {
      AtomicFiles.write(file, bytes);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
    written.add(file);
  }

  private static StudioException unwritable(Path file, IOException e) {
    return StudioException.badInput(
        file + " can't be written",
        IoReason.of(e),
        "Make room on this disk, or make the folder writable.",
        e);
  }
}
