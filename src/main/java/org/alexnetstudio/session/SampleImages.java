package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.alexnetstudio.StudioException;

/** The images that come with the program, beside it. */
public final class SampleImages {
  private static final Path FOLDER = Path.of("sample-images");

  /** Those whose subject the starter model has a class for: cup, airplane, ship, camera, face. */
  private static final List<String> FIRST =
      List.of("coffee.jpg", "airplane.jpg", "boats.jpg", "photographer.jpg", "astronaut.jpg");

  private SampleImages() {}

  /** The path itself where it exists, else the same one below the program's own folder. */
  static Path find(Path path) {
    String home = System.getProperty("alexnetstudio.home");
    if (home == null || path.isAbsolute() || Files.exists(path)) {
      return path;
    }
    return Path.of(home).resolve(path).normalize();
  }

  /** Photographs, for networks that know colours; first those that the starter model may know. */
  public static List<Path> photographs() throws StudioException {
    List<Path> images = named("*.jpg");
    images.sort(Comparator.comparing(SampleImages::rank).thenComparing(Comparator.naturalOrder()));
    return images;
  }

  private static int rank(Path image) {
    int place = FIRST.indexOf(String.valueOf(image.getFileName()));
    return place < 0 ? FIRST.size() : place;
  }

  /** The ones for the bundled experiment: clothes that it was not trained on. */
  public static List<Path> fashion() throws StudioException {
    return named("fashion-*.png");
  }

  private static List<Path> named(String pattern) throws StudioException {
    Path folder = find(FOLDER);
    List<Path> images = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
      files.forEach(images::add);
    } catch (IOException e) {
      throw StudioException.failed(
          "The sample images are not there",
          folder.toAbsolutePath() + " can't be read",
          "Start the program by bin/alexnet-studio of its own folder.",
          e);
    }
    Collections.sort(images);
    return images;
  }
}
