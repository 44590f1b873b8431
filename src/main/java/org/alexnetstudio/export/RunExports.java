package org.alexnetstudio.export;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.ProbeSnapshot;
import org.alexnetstudio.event.RunEvent;
import org.alexnetstudio.event.Snapshot;
import org.alexnetstudio.event.StepEvent;
import org.alexnetstudio.run.AtomicFiles;
import org.alexnetstudio.run.RunFolder;
import org.alexnetstudio.run.Timeline;
import org.jspecify.annotations.Nullable;

/** The pictures of a run in its folder {@code exports}. */
public final class RunExports {
  /** With layer and ending, below the 255 bytes that file systems allow. */
  private static final int MOST_LETTERS = 40;

  private final Path folder;
  private final List<Path> written = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  private RunExports(Path folder) {
    this.folder = folder;
  }

  /**
   * Draws the run's curves, and filters and feature maps of its newest snapshot; pictures of an
   * earlier export are replaced. The run may be running.
   *
   * @return the files, curves first
   * @throws StudioException where it is no run, there is nothing in it yet, or the pictures can't
   *     be written
   */
  public static List<Path> write(Path run) throws StudioException {
    RunFolder opened = RunFolder.open(run);
    RunExports exports = new RunExports(opened.exports());
    List<RunEvent> history = opened.readEvents();
    if (history.stream().anyMatch(StepEvent.class::isInstance)) {
      exports.add("curves", CurvesPicture.draw(history));
    }
    Snapshot snapshot = newest(opened.timeline());
    if (snapshot != null) {
      exports.add(snapshot);
    }
    if (exports.written.isEmpty()) {
      throw StudioException.badInput(
          "There is nothing to draw of " + run,
          "it has no step and no snapshot yet",
          "Export it again when it has trained for a while.");
    }
    return exports.written;
  }

  /** The newest one that can be read; null where there is none. */
  private static @Nullable Snapshot newest(Timeline timeline) throws StudioException {
    List<Integer> steps = timeline.steps();
    for (int i = steps.size() - 1; i >= 0; i--) {
      try {
        return timeline.read(steps.get(i));
      } catch (StudioException e) {
        // A power failure may have damaged the last ones: those before them serve.
        if (i == 0) {
          throw e;
        }
      }
    }
    return null;
  }

  private void add(Snapshot snapshot) throws StudioException {
    FilterBank filters = snapshot.filters();
    if (filters != null) {
      add("filters", FiltersPicture.draw(filters, snapshot.step()));
    }
    for (ProbeSnapshot probe : snapshot.probes()) {
      String image = unique(shortName(probe.image()));
      for (FeatureMaps maps : probe.maps()) {
        add("maps-" + maps.layer() + "-" + image, MapsPicture.draw(maps, image, snapshot.step()));
      }
    }
  }

  /** The file's name without folder and ending; a run of another system has another separator. */
  private static String shortName(String image) {
    String name = image.replaceAll(".*[/\\\\]", "").replaceAll("\\.[^.]*$", "");
    String allowed = name.replaceAll("[^\\p{L}\\p{N}._-]", "_");
    int letters = allowed.codePointCount(0, allowed.length());
    return allowed.substring(0, allowed.offsetByCodePoints(0, Math.min(letters, MOST_LETTERS)));
  }

  /** Images of one name may lie in several folders. */
  private String unique(String name) {
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = name + "-" + number;
    }
    return free;
  }

  private void add(String name, BufferedImage picture) throws StudioException {
    Path file = file(name + ".png");
    try {
      AtomicFiles.write(file, png(picture));
    } catch (IOException e) {
      throw StudioException.badInput(
          file + " can't be written",
          IoReason.of(e),
          "Make room on this disk, or make the folder writable.",
          e);
    }
    written.add(file);
  }

  /** A picture as the bytes of a PNG file. */
  static byte[] png(BufferedImage picture) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't fail to be written", e);
    }
    return png.toByteArray();
  }

  /** In the locale "C", as on many servers, Java 17 knows only ASCII file names. */
  private Path file(String name) {
    try {
      return folder.resolve(name);
    } catch (InvalidPathException e) {
      return folder.resolve(name.replaceAll("[^ -~]", "_"));
    }
  }
}
