package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.support.SmallExperiment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A studio with a small experiment and its images, which ends what it trains. */
abstract class StudioTestCase {
  static final Map<String, String> ENDLESS =
      Map.of("training.epochs", "100000", "training.checkpoint", "{}");

  @TempDir Path folder;
  Path file;
  Path runs;
  Path image;
  Studio studio;

  @BeforeEach
  void open() throws Exception {
    file = SmallExperiment.write(folder, 12);
    runs = folder.resolve("runs");
    image = folder.resolve("photos/across/image 0.png");
    studio = new Studio(new AppFolders(folder.resolve("cache")));
  }

  @AfterEach
  void close() throws Exception {
    Training training = studio.training();
    studio.close();
    if (training != null) {
      get(training.ended());
    }
  }

  static <T> T get(Future<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  static StudioException refused(Future<?> future) {
    ExecutionException problem = assertThrows(ExecutionException.class, () -> get(future));
    return assertInstanceOf(StudioException.class, problem.getCause());
  }

  Training start(RunListener listener, Map<String, String> overrides) throws Exception {
    return studio.start(ExperimentFile.read(file, overrides), runs, listener);
  }

  Training startEndless(RunListener listener) throws Exception {
    return start(listener, ENDLESS);
  }
}
