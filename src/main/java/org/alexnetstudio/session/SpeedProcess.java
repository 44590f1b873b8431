package org.alexnetstudio.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.network.ComputeDevice;

/** A process with an engine in it that does and times pieces of work: a {@link SpeedServer}. */
final class SpeedProcess implements AutoCloseable {
  /** What the start script sets, and what people set by hand for the same. */
  private static final List<String> SETTINGS =
      List.of(
          "GLIBC_TUNABLES",
          "MALLOC_MMAP_MAX_",
          "MALLOC_TRIM_THRESHOLD_",
          "LD_PRELOAD",
          "OMP_NUM_THREADS");

  /** Where engines find their libraries. */
  private static final List<String> PROPERTIES =
      List.of("ai.djl.offline", "DJL_CACHE_DIR", "ENGINE_CACHE_DIR", ComputeDevice.ENGINES);

  private final String engine;
  private final Process process;
  private final Writer questions;
  private final BufferedReader answers;

  private SpeedProcess(String engine, Process process) {
    this.engine = engine;
    this.process = process;
    questions = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts this program's Java with the same classes.
   *
   * @param settings whether it gets the settings of memory and threads that this process has
   */
  static SpeedProcess start(String engine, boolean settings, Path experiment, int batch)
      throws StudioException {
    return start(engine, settings, experiment, batch, Map.of());
  }

  /** The same with variables of the environment that differ from this process's. */
  static SpeedProcess start(
      String engine, boolean settings, Path experiment, int batch, Map<String, String> variables)
      throws StudioException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String property : PROPERTIES) {
      if (System.getProperty(property) != null) {
        command.add("-D" + property + "=" + System.getProperty(property));
      }
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            SpeedServer.class.getName(),
            experiment.toString(),
            engine,
            Integer.toString(batch)));
    ProcessBuilder builder = new ProcessBuilder(command);
    if (!settings) {
      SETTINGS.forEach(builder.environment()::remove);
    }
    builder.environment().putAll(variables);
    try {
      return new SpeedProcess(
          engine, builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
    } catch (IOException e) {
      throw failed(engine, IoReason.of(e));
    }
  }

  /** Has a piece of work done, and returns its seconds or bytes. */
  double ask(String work) throws StudioException {
    try {
      questions.write(work + "\n");
      questions.flush();
    } catch (IOException e) {
      // It has ended; its last line says why.
    }
    try {
      String reason = "the process ended";
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.startsWith(SpeedServer.ANSWER)) {
          return Double.parseDouble(line.substring(SpeedServer.ANSWER.length()));
        }
        if (line.startsWith(SpeedServer.FAILURE)) {
          reason = line.substring(SpeedServer.FAILURE.length());
        }
      }
      throw failed(engine, reason);
    } catch (IOException e) {
      throw failed(engine, IoReason.of(e));
    }
  }

  private static StudioException failed(String engine, String reason) {
    return StudioException.failed(
        "The engine " + engine + " can't be measured",
        reason,
        "PyTorch is fetched by 'alexnet-studio get pytorch'; ONNX Runtime comes with a build of its"
            + " own: 'mvn -Ppytorch package'.",
        null);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
