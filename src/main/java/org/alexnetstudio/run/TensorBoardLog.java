package org.alexnetstudio.run;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.FilterRaster;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Scalars;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.event.StartEvent;
import org.alexnetstudio.weights.TensorBoardFile;

/**
 * A run as TensorBoard shows it: the scalars of {@link Scalars}, and of each snapshot the first
 * convolution's filters as a picture and their weights as a histogram.
 */
public final class TensorBoardLog {
  /** Magnified to about so many pixels. */
  private static final int SIDE = 44;

  private final TensorBoardFile file;

  /**
   * Begins an event file.
   *
   * @param out gets all of it; stays open
   * @param timeMillis when it begins, since 1970-01-01 UTC
   */
  public TensorBoardLog(OutputStream out, long timeMillis) throws IOException {
    file = new TensorBoardFile(out, seconds(timeMillis));
  }

  /**
   * The name of an event file, by which TensorBoard knows it and reads it after earlier ones.
   *
   * @param timeMillis when it begins, since 1970-01-01 UTC
   */
  public static String fileName(long timeMillis) {
    return "events.out.tfevents." + timeMillis / 1000 + ".alexnet-studio";
  }

  /** Writes the numbers that an event tells, if any. */
  public void write(RunEvent event) throws IOException {
    double seconds = seconds(event.timeMillis());
    Map<String, Double> scalars = Scalars.of(event);
    if (!scalars.isEmpty()) {
      file.scalars(seconds, event.step(), scalars);
    } else if (event instanceof StartEvent) {
      // What an earlier file tells of later steps is void.
      file.restart(seconds, event.step() + 1L);
    }
  }

  /** Writes the filters of a snapshot, where it has some. */
  public void write(Snapshot snapshot) throws IOException {
    FilterBank filters = snapshot.filters();
    if (filters == null) {
      return;
    }
    double seconds = seconds(snapshot.timeMillis());
    String name = filters.layer() + "/filters";
    Picture sheet = FilterRaster.sheet(filters, Math.max(1, SIDE / filters.kernel()));
    file.image(seconds, snapshot.step(), name, sheet.width(), sheet.height(), png(sheet));
    file.histogram(seconds, snapshot.step(), filters.layer() + "/weights", filters.weights());
  }

  private static byte[] png(Picture picture) throws IOException {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, picture.width(), picture.height(), picture.argb(), 0, picture.width());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Of its own accord ImageIO would put the bytes into a temporary file first.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    }
    return bytes.toByteArray();
  }

  private static double seconds(long millis) {
    return millis / 1000.0;
  }
}
