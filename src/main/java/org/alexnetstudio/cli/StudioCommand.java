package org.alexnetstudio.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.Versions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command above all commands. */
@Command(
    name = "alexnet-studio",
    mixinStandardHelpOptions = true,
    versionProvider = StudioCommand.Version.class,
    description = "Trains AlexNet on your own images and shows what it has learnt.",
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 bad input, 130 interrupted.",
      "Without a command the window opens.",
      "In the terminal: 'alexnet-studio demo', or 'alexnet-studio train alexnet-photos"
          + " --set data.source.path=FOLDER'."
    })
public final class StudioCommand implements Callable<Integer> {
  /** What is done in the terminal where there can be no window. */
  private static final String DEMO = "demo";

  private static final String HELP = "help";

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  private final Terminal terminal;
  private final WindowOpener window;

  private StudioCommand(Terminal terminal, WindowOpener window) {
    this.terminal = terminal;
    this.window = window;
  }

  /** The version line. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"AlexNet Studio " + Versions.program()};
    }
  }

  /** Opens the window; where there can be none, the same main job is done here. */
  @Override
  public Integer call() {
    try {
      window.open(Optional.empty(), null);
      return 0;
    } catch (StudioException e) {
      new ErrorReport(terminal).print(e);
      terminal.line("");
      terminal.line("So the bundled experiment is trained here, in the terminal (Ctrl-C stops):");
      return spec.commandLine().execute(DEMO);
    }
  }

  /**
   * Runs the command that {@code arguments} name, or opens the window where there are none, and
   * returns the process's exit code.
   */
  public static int execute(AppFolders folders, WindowOpener window, String... arguments) {
    return execute(Terminal.ofProcess(), folders, window, arguments);
  }

  static int execute(
      Terminal terminal, AppFolders folders, WindowOpener window, String... arguments) {
    Interruption interruption = new Interruption();
    TrainingRunner runner = new TrainingRunner(terminal, interruption);
    int code = ErrorReport.FAILED;
    try {
      String named = arguments.length == 0 ? DEMO : arguments[0];
      code = commands(terminal, folders, window, interruption, runner, named).execute(arguments);
    } catch (OutOfMemoryError e) {
      terminal.line("Error: Java's memory ran out (" + e.getMessage() + ").");
      terminal.line("  Give it more, as by JAVA_OPTS=-Xmx4g, or use a smaller batch.");
    } finally {
      // Whatever happened, a request to end must not wait for this command any longer.
      interruption.finished(code);
    }
    return code;
  }

  /**
   * The command of this name with all that it needs; all commands where it is {@code help} or no
   * command's.
   */
  static CommandLine commands(
      Terminal terminal,
      AppFolders folders,
      WindowOpener window,
      Interruption interruption,
      TrainingRunner runner,
      String named) {
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("window", () -> new WindowCommand(terminal, window));
    all.put(DEMO, () -> new DemoCommand(terminal, folders, runner));
    all.put("train", () -> new TrainCommand(folders, runner));
    all.put("fine-tune", () -> new FineTuneCommand(folders, runner));
    all.put("resume", () -> new ResumeCommand(folders, runner));
    all.put("evaluate", () -> new EvaluateCommand(terminal, folders, interruption));
    all.put("classify", () -> new ClassifyCommand(terminal, folders));
    all.put("inspect", () -> new InspectCommand(terminal, folders));
    all.put("import", () -> new ImportCommand(terminal));
    all.put("get", () -> new GetCommand(terminal, folders, interruption));
    all.put("export", () -> new ExportCommand(terminal, folders));
    all.put("describe", () -> new DescribeCommand(terminal, folders));
    all.put("presets", () -> new PresetsCommand(terminal));
    all.put("schema", () -> new SchemaCommand(terminal));
    all.put("doctor", () -> new DoctorCommand(terminal, folders));
    all.put("bench", () -> new BenchCommand(terminal, folders, interruption, window));
    all.put(HELP, CommandLine.HelpCommand::new);
    // Each command that is added has its annotations read, and all of them take longer to read than
    // a window's first picture can wait: the one that is named is enough.
    boolean one = all.containsKey(named) && !named.equals(HELP);
    CommandLine line = new CommandLine(new StudioCommand(terminal, window));
    all.forEach(
        (name, command) -> {
          if (!one || name.equals(named)) {
            line.addSubcommand(name, command.get());
          }
        });
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(terminal.outWriter())
        .setErr(terminal.errWriter())
        .setExecutionExceptionHandler(new ErrorReport(terminal));
  }
}
