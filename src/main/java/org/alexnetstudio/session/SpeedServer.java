package org.alexnetstudio.session;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.BatchLoader;
import org.alexnetstudio.data.PackedImages;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.inspect.ValidationSpeed;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.training.TrainingInput;
import org.alexnetstudio.training.TrainingSpeed;

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
  private final String engine;
  private final int batch;
  private final List<Runnable> closings = new ArrayList<>();
  private final Map<String, Timed> begun = new HashMap<>();

  private SpeedServer(Experiment experiment, String engine, int batch) {
    this.experiment = experiment;
    this.engine = engine;
    this.batch = batch;
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
      case "training", "inference", "single" -> mean(work(question));
      case "memory" -> MemoryUse.peak();
      case "opening" -> opening();
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

  private Timed work(String name) throws StudioException {
    Timed work = begun.get(name);
    if (work == null) {
      work = name.equals("training") ? training() : passes(name.equals("single") ? 1 : batch);
      begun.put(name, work);
    }
    return work;
  }

  private Timed training() throws StudioException {
    TrainingSpeed speed =
        TrainingSpeed.create(
            experiment.network(), experiment.training().optimizer(), device(), batch);
    closings.add(speed::close);
    return speed::step;
  }

  private Timed passes(int images) throws StudioException {
    if (engine.equals(OnnxRuntimeSpeed.ENGINE)) {
      OnnxRuntimeSpeed speed = OnnxRuntimeSpeed.open(experiment.network(), images);
      closings.add(speed::close);
      return speed::pass;
    }
    ValidationSpeed speed = new ValidationSpeed(experiment.network(), device(), images);
    closings.add(speed::close);
    return speed::pass;
  }

  /**
   * From the experiment to the first batch; where this is the first question, with all that Java
   * has to load for it.
   */
  private double opening() throws StudioException {
    long before = System.nanoTime();
    TrainingInput input = PreparedData.of(experiment, null, AppFolders.ofSystem(), Activity.SILENT);
    try (PackedImages images = input.images();
        BatchLoader loader =
            BatchLoader.training(
                images,
                input.normaliser(),
                input.statistics(),
                experiment.data().augment(),
                experiment.training().batch(),
                experiment.seed(),
                1,
                0,
                BatchLoader.defaultWorkers())) {
      BatchLoader.Batch first = Objects.requireNonNull(loader.next());
      double seconds = (System.nanoTime() - before) / 1e9;
      first.close();
      return seconds;
    }
  }

  private ComputeDevice device() throws StudioException {
    return ComputeDevice.open(engine, experiment.training().device());
  }

  @Override
  public void close() {
    closings.forEach(Runnable::run);
  }
}
