package org.alexnetstudio.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
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
      window.open(Optional.empty());
      return 0;
    } catch (StudioException e) {
      new ErrorReport(terminal).print(e);
      terminal.line("");
      terminal.line("So the bundled experiment is trained here, in the terminal (Ctrl-C stops):");
      return spec.commandLine().execute("demo");
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
      code = commands(terminal, folders, window, interruption, runner).execute(arguments);
    } catch (OutOfMemoryError e) {
      terminal.line("Error: Java's memory ran out (" + e.getMessage() + ").");
      terminal.line("  Give it more, as by JAVA_OPTS=-Xmx4g, or use a smaller batch.");
    } finally {
      // Whatever happened, a request to end must not wait for this command any longer.
      interruption.finished(code);
    }
    return code;
  }

  /** The program's commands with all that they need. */
  static CommandLine commands(
      Terminal terminal,
      AppFolders folders,
      WindowOpener window,
      Interruption interruption,
      TrainingRunner runner) {
    return new CommandLine(new StudioCommand(terminal, window))
        .addSubcommand(new WindowCommand(window))
        .addSubcommand(new DemoCommand(terminal, folders, runner))
        .addSubcommand(new TrainCommand(folders, runner))
        .addSubcommand(new FineTuneCommand(folders, runner))
        .addSubcommand(new ResumeCommand(folders, runner))
        .addSubcommand(new EvaluateCommand(terminal, folders, interruption))
        .addSubcommand(new ClassifyCommand(terminal, folders))
        .addSubcommand(new InspectCommand(terminal, folders))
        .addSubcommand(new ImportCommand(terminal))
        .addSubcommand(new GetCommand(terminal, folders, interruption))
        .addSubcommand(new ExportCommand(terminal, folders))
        .addSubcommand(new DescribeCommand(terminal, folders))
        .addSubcommand(new PresetsCommand(terminal))
        .addSubcommand(new SchemaCommand(terminal))
        .addSubcommand(new DoctorCommand(terminal, folders))
        .addSubcommand(new BenchCommand(terminal, interruption, window))
        .addSubcommand(new CommandLine.HelpCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(terminal.outWriter())
        .setErr(terminal.errWriter())
        .setExecutionExceptionHandler(new ErrorReport(terminal));
  }
}
