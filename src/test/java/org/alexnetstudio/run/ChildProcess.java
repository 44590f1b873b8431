package org.alexnetstudio.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another Java process, to be killed by the tests; {@link #main} is what it does. */
final class ChildProcess implements AutoCloseable {
  private static final int FLOATS = 50_000;

  private final Process process;
  private final BufferedReader output;

  private ChildProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static ChildProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(ChildProcess.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new ChildProcess(builder.start());
  }

  long pid() {
    return process.pid();
  }

  /** The next line that it prints. */
  String line() throws IOException {
    return output.readLine();
  }

  /** Kills it (SIGKILL) and returns the lines that it had printed. */
  List<String> kill() throws Exception {
    // By its handle: Process.destroyForcibly would close the stream of what it had printed.
    process.toHandle().destroyForcibly();
    process.waitFor();
    return output.lines().toList();
  }

  @Override
  public void close() throws Exception {
    kill();
  }

  /** Does what the first argument says, in the folder that the second one names. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "save" -> save(new Checkpoints(folder));
      case "snapshots" -> saveSnapshots(new Timeline(folder));
      case "peaks" -> writePeaks(new PeaksFile(folder.resolve("patches.safetensors")));
      case "lock" -> {
        RunLock lock = RunFolder.open(folder).lock();
        print("locked");
        Thread.sleep(60_000);
        lock.close();
      }
      case "create" -> {
        RunInfo info = RunInfo.starting(1, Map.of(), "cpu", List.of());
        print(RunFolder.create(folder, "Bäume 北京", "{}", info).path().getFileName().toString());
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void save(Checkpoints checkpoints) throws Exception {
    int step = checkpoints.list().isEmpty() ? 0 : checkpoints.latest().state().step();
    while (true) {
      step++;
      checkpoints.save(TestCheckpoints.data(step, FLOATS), step % 3 == 0, 1 + step % 3);
      print("" + step);
    }
  }

  private static void saveSnapshots(Timeline timeline) throws Exception {
    List<Integer> there = timeline.steps();
    for (int step = there.isEmpty() ? 0 : there.get(there.size() - 1) + 1; ; step++) {
      timeline.save(TestSnapshots.of(step, 2000), 8);
      print("" + step);
    }
  }

  private static void writePeaks(PeaksFile file) throws Exception {
    for (int step = file.read().map(there -> there.step() + 1).orElse(0); ; step++) {
      file.write(PeaksFileTest.of(step, 2000));
      print("" + step);
    }
  }

  private static void print(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
