package org.alexnetstudio.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.support.SmallExperiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measurements of answers from inside, on a network whose step takes milliseconds. */
class InsideBenchmarksTest {
  @TempDir Path folder;

  private Experiment small() throws Exception {
    return ExperimentFile.read(SmallExperiment.write(folder, 4), Map.of());
  }

  @Test
  void eachQuestionIsAskedWhileItTrainsAndAfterwards() throws Exception {
    Map<String, Double> results = new WaitingBenchmark(small(), 8, 2).run(Activity.SILENT);
    assertEquals(7 * 3 + 3, results.size());
    assertTrue(results.containsKey("the first why of an image, asked, ms"));
    double step = results.get("a step takes, ms");
    double longest = results.get("waited for the training at most, ms");
    assertTrue(step > 0);
    assertTrue(
        results.get("Grad-CAM, while training, longest, ms") - results.get("Grad-CAM, asked, ms")
            <= longest);
    assertEquals(100 * longest / step, results.get("waited at most, % of a step"), 1e-9);
  }

  @Test
  void anExactSearchFindsTheRowThatIsSought() throws Exception {
    Map<String, Double> results = new SearchBenchmark(small(), 1).run(Activity.SILENT);
    assertEquals(100_000, results.get("images searched"));
    assertEquals(100_000 * 16 * 4 / 1e6, results.get("their features, MB"), 1e-9);
    assertTrue(results.get("nearest of them, ms") > 0);
  }
}
