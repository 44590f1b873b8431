package org.alexnetstudio.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.cli.WindowOpener;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.PreferencesFile;
import org.alexnetstudio.session.StartMoment;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.fx.Look;
import org.alexnetstudio.ui.shell.StudioWindow;
import org.alexnetstudio.ui.shell.UncaughtErrors;
import org.jspecify.annotations.Nullable;

/** The program with its window: wires the pieces, and takes them down in order. */
final class StudioApp implements WindowOpener {
  /** Held, or it would be collected and forget its level. */
  private static final Logger JAVAFX = Logger.getLogger("javafx");

  private final AppFolders folders;
  private boolean started;

  StudioApp(AppFolders folders) {
    this.folders = folders;
  }

  @Override
  public void open(Optional<Path> path, @Nullable Consumer<StartMoment> told)
      throws StudioException {
    try (Studio studio = new Studio(folders)) {
      studio.stopAtShutdown();
      CompletableFuture<Void> shown = new CompletableFuture<>();
      CompletableFuture<Void> closed = new CompletableFuture<>();
      build(
          studio,
          () -> closed.complete(null),
          window -> {
            window.show(path);
            new FirstPicture(() -> shown.complete(null)).start();
          });
      CompletableFuture.anyOf(shown, closed).join();
      if (told != null) {
        told.accept(StartMoment.SHOWN);
        askForSample(studio, told);
      }
      WindowCompilation.keepQuick();
      closed.join();
    } finally {
      endToolkit();
    }
  }

  /** Without an answer nothing is told. */
  private static void askForSample(Studio studio, Consumer<StartMoment> told) {
    var unused =
        studio
            .images()
            .samples()
            .thenCompose(samples -> studio.network().classify(samples.get(0), false))
            .thenRun(() -> told.accept(StartMoment.ANSWERED));
  }

  @Override
  public Map<String, Double> measure(int seconds, Activity activity) throws StudioException {
    try (Studio studio = new Studio(folders)) {
      StudioWindow window = build(studio, () -> {}, built -> built.show(Optional.empty()));
      WindowCompilation.keepQuick();
      return new WindowBenchmark(studio, window, activity).run(seconds);
    } finally {
      endToolkit();
    }
  }

  private StudioWindow build(Studio studio, Runnable closed, Consumer<StudioWindow> then)
      throws StudioException {
    checkDisplay();
    // It warns of class paths, which serve.
    JAVAFX.setLevel(Level.SEVERE);
    // While the toolkit starts, which mostly waits.
    var unused = CompletableFuture.runAsync(PreferencesFile::prepare);
    CompletableFuture<StudioWindow> built = new CompletableFuture<>();
    startToolkit(
        () -> {
          try {
            Platform.setImplicitExit(false);
            Stage stage = new Stage();
            UncaughtErrors.listen(stage);
            StudioWindow window =
                new StudioWindow(
                    stage,
                    studio,
                    new Look(),
                    new PreferencesFile(AppFolders.configuration()),
                    closed);
            then.accept(window);
            built.complete(window);
          } catch (RuntimeException | Error e) {
            built.completeExceptionally(e);
          }
        });
    try {
      return built.join();
    } catch (CompletionException e) {
      throw StudioException.failed(
          "The window can't be built",
          String.valueOf(e.getCause()),
          "Report this with the output of 'alexnet-studio doctor'.",
          e);
    }
  }

  private static void checkDisplay() throws StudioException {
    boolean linux = System.getProperty("os.name").startsWith("Linux");
    // Tests draw into memory.
    boolean needsDisplay = System.getProperty("glass.platform") == null;
    if (linux && needsDisplay && isBlank("DISPLAY")) {
      throw StudioException.badInput(
          "The window can't be shown",
          "there is no display (the variable DISPLAY is not set)",
          "Start the program in a desktop session, over 'ssh -X', or under 'xvfb-run'. All of it"
              + " but the window works in the terminal: 'alexnet-studio --help'.");
    }
  }

  private static boolean isBlank(String variable) {
    String value = System.getenv(variable);
    return value == null || value.isBlank();
  }

  private void startToolkit(Runnable ready) throws StudioException {
    if (System.getProperty("prism.order") == null
        && System.getProperty("os.name").startsWith("Linux")
        && !Files.exists(Path.of("/dev/dri"))) {
      // No graphics card: JavaFX's own drawing takes half of what OpenGL on the processor takes.
      System.setProperty("prism.order", "sw");
      // What changes in two panes is not drawn as one large rectangle over both.
      System.setProperty("prism.dirtyregioncount", "15");
      // It stretches small pictures of backgrounds over panes: twice the work of filling them.
      System.setProperty("prism.disableRegionCaching", "true");
    }
    try {
      Platform.startup(ready);
      started = true;
    } catch (RuntimeException | LinkageError e) {
      throw StudioException.badInput(
          "The window can't be shown", reason(e), remedy(String.valueOf(e.getMessage())), e);
    }
  }

  /** One that could not be started would be waited for without end. */
  private void endToolkit() {
    if (started) {
      Platform.exit();
    }
  }

  private static String reason(Throwable problem) {
    String message = String.valueOf(problem.getMessage());
    return message.lines().findFirst().orElse(problem.toString());
  }

  private static String remedy(String message) {
    if (message.toLowerCase(Locale.ROOT).contains("display")) {
      return "The display that the variable DISPLAY names does not answer: start the program in a"
          + " desktop session, over 'ssh -X', or under 'xvfb-run'.";
    }
    return "A library of the window is missing. Debian, Ubuntu: apt install libgtk-3-0 libxtst6"
        + " libxxf86vm1 libgl1. All of the program but the window works in the terminal:"
        + " 'alexnet-studio --help'.";
  }
}
