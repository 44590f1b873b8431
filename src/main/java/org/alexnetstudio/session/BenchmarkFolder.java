package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.jspecify.annotations.Nullable;

/** A folder that a measurement draws its images in, and that goes when it ends. */
final class BenchmarkFolder {
  private BenchmarkFolder() {}

  /** What is measured in the folder. */
  @FunctionalInterface
  interface Measurement<T> {
    T in(Path folder) throws IOException, StudioException;
  }

  /**
   * Measures in a new folder.
   *
   * @throws StudioException where the measurement fails, or nothing can be written there
   */
  static <T> T use(Measurement<T> measurement) throws StudioException {
    @Nullable Path folder = null;
    try {
      folder = Files.createTempDirectory("alexnet-studio-bench");
      return measurement.in(folder);
    } catch (IOException e) {
      throw StudioException.failed(
          "The benchmark can't write its images",
          IoReason.of(e),
          "Free some space in the folder for temporary files.",
          e);
    } finally {
      Benchmark.delete(folder);
    }
  }
}
