package org.alexnetstudio.session;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.inspect.ValidationSpeed;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.training.TrainingSpeed;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a process that {@link EngineBenchmark} times: it reads a word a line, does what
 * it says, and answers with a line of {@value #ANSWER} and the seconds (or, for {@code memory}, the
 * bytes) or {@value #FAILURE} and the reason.
 */
public final class SpeedServer implements AutoCloseable {
  static final String ANSWER = "answer ";
  static final String FAILURE = "failure ";

  /** Seconds; in which small networks do so many steps that Java has compiled what it runs. */
  private static final double MOMENT = 1;

  private final Experiment experiment;
  private final ComputeDevice device;
  private final int batch;
  private @Nullable TrainingSpeed training;
  private @Nullable ValidationSpeed many;
  private @Nullable ValidationSpeed one;

  private SpeedServer(Experiment experiment, String engine, int batch) throws StudioException {
    this.experiment = experiment;
    this.batch = batch;
    device = ComputeDevice.open(engine, experiment.training().device());
  }

  /**
   * Serves until its input ends.
   *
   * @param arguments the experiment's file, the engine's name, the images in a batch
   * @throws IOException where the process that asks is gone
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (SpeedServer server =
        new SpeedServer(
            ExperimentFile.read(Path.of(arguments[0]), Map.of()),
            arguments[1],
            Integer.parseInt(arguments[2]))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(ANSWER + String.format(Locale.ROOT, "%.9f", server.answer(line)));
      }
    } catch (StudioException e) {
      out.println(FAILURE + e.getMessage());
    }
  }

  private double answer(String question) throws StudioException {
    return switch (question) {
      case "training" -> mean(training()::step);
      case "inference" -> mean(() -> many().pass(false));
      case "single" -> mean(() -> one().pass(false));
      case "memory" -> MemoryUse.peak();
      default -> throw new IllegalArgumentException(question);
    };
  }

  /** A piece of work that tells its seconds. */
  private interface Timed {
    double run() throws StudioException;
  }

  /** Of as many as fill a moment: a single short one would tell of the clock and of chance. */
  private static double mean(Timed work) throws StudioException {
    double sum = 0;
    int count = 0;
    while (sum < MOMENT) {
      sum += work.run();
      count++;
    }
    return sum / count;
  }

  private TrainingSpeed training() throws StudioException {
    if (training == null) {
      training =
          TrainingSpeed.create(
              experiment.network(), experiment.training().optimizer(), device, batch);
    }
    return training;
  }

  private ValidationSpeed many() throws StudioException {
    if (many == null) {
      many = new ValidationSpeed(experiment.network(), device, batch);
    }
    return many;
  }

  private ValidationSpeed one() throws StudioException {
    if (one == null) {
      one = new ValidationSpeed(experiment.network(), device, 1);
    }
    return one;
  }

  @Override
  public void close() {
    if (training != null) {
      training.close();
    }
    if (many != null) {
      many.close();
    }
    if (one != null) {
      one.close();
    }
  }
}
