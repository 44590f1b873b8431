package org.alexnetstudio.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentWriter;

/** A folder that a measurement keeps its files in, and that goes when it ends. */
public final class BenchmarkFolder {
  private BenchmarkFolder() {}

  /** What is measured in the folder, or with the file. */
  @FunctionalInterface
  public interface Measurement<T> {
    /**
     * Measures.
     *
     * @throws IOException where the files fail
     */
    T in(Path path) throws IOException, StudioException;
  }

  /**
   * Measures in a new folder.
   *
   * @throws StudioException where the measurement fails, or nothing can be written there
   */
  public static <T> T use(Measurement<T> measurement) throws StudioException {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("alexnet-studio-bench");
      return measurement.in(folder);
    } catch (IOException e) {
      throw StudioException.failed(
          "The benchmark can't write or read its files",
          IoReason.of(e),
          "Free some space in the folder for temporary files.",
          e);
    } finally {
      if (folder != null) {
        delete(folder);
      }
    }
  }

  /** Measures with an experiment's file, for processes that are to read it. */
  static <T> T withFile(Experiment experiment, Measurement<T> measurement) throws StudioException {
    return use(
        folder ->
            measurement.in(
                Files.writeString(
                    folder.resolve("experiment.json"), ExperimentWriter.write(experiment))));
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // A leftover in the system's folder for temporary files goes with the next clean-up.
    }
  }
}
