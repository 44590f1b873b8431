package org.alexnetstudio.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program in a Java process of its own, as a user starts it. */
public final class StudioProcess {
  private final Path folder;

  /** What a finished process left. */
  public record Result(int exit, String out, String err) {}

  /** Processes keep their cache and their output below {@code folder}. */
  public StudioProcess(Path folder) {
    this.folder = folder;
  }

  /** Starts the program; its output goes to out.txt and err.txt. */
  public Process start(String... arguments) throws IOException {
    return start(List.of("-Xmx512m"), arguments);
  }

  /** Starts the program with options for its Java. */
  public Process start(List<String> javaOptions, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions);
    command.add("-Dai.djl.offline=true");
    command.add("-DDJL_CACHE_DIR=" + System.getProperty("DJL_CACHE_DIR"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("org.alexnetstudio.app.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("DISPLAY");
    builder.directory(folder.toFile());
    builder.redirectOutput(folder.resolve("out.txt").toFile());
    builder.redirectError(folder.resolve("err.txt").toFile());
    return builder.start();
  }

  /** Runs the program to its end. */
  public Result run(String... arguments) throws IOException, InterruptedException {
    return finish(start(arguments));
  }

  /** Waits for the end of a process started here. */
  public Result finish(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the program did not end within 120 seconds");
    }
    return new Result(
        process.exitValue(),
        Files.readString(folder.resolve("out.txt")),
        Files.readString(folder.resolve("err.txt")));
  }

  /** The one run folder below {@code runs}, once it is there. */
  public static Path onlyRun(Path runs) {
    try (Stream<Path> all = Files.list(runs)) {
      return all.filter(p -> !p.getFileName().toString().startsWith("."))
          .reduce(
              (a, b) -> {
                throw new IllegalStateException("more than one run in " + runs);
              })
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
