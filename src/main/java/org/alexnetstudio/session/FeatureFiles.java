package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Features that were computed already, a file for each model, in the cache folder. */
final class FeatureFiles {
  private static final Logger LOG = LoggerFactory.getLogger(FeatureFiles.class);

  /** How many are kept: 100,000 images of AlexNet take 1.6 GB. */
  private static final int MOST = 4;

  private static final String ENDING = ".features";

  private final Path folder;

  FeatureFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Where those of a model are, or will be.
   *
   * @param weights the model's file
   * @param step of its training
   * @param images fingerprint of the images
   */
  Path of(Path weights, int step, String images) throws IOException {
    String model =
        String.join(
            "\0",
            weights.toRealPath().toString(),
            Files.getLastModifiedTime(weights).toString(),
            Long.toString(Files.size(weights)),
            Integer.toString(step),
            images);
    return folder.resolve(Sha256.start(model) + ENDING);
  }

  /** Marks one as the last that was used, and removes those that are too many, and leftovers. */
  void used(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      List<Path> kept = list(ENDING).sorted(Comparator.comparing(FeatureFiles::age)).toList();
      for (Path old : kept.subList(Math.min(MOST, kept.size()), kept.size())) {
        Files.deleteIfExists(old);
      }
      Duration day = Duration.ofDays(1);
      for (Path left : list(FeatureWriter.UNFINISHED).toList()) {
        if (age(left).compareTo(day) > 0) {
          Files.deleteIfExists(left);
        }
      }
    } catch (IOException e) {
      // On Windows one that is mapped can't be removed; the next question tries again.
      LOG.info("Old features stay in {}: {}", folder, e.getMessage());
    }
  }

  private Stream<Path> list(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
    }
  }

  private static Duration age(Path file) {
    try {
      return Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now());
    } catch (IOException gone) {
      return Duration.ZERO;
    }
  }
}
