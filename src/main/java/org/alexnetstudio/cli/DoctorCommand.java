package org.alexnetstudio.cli;

import java.util.concurrent.Callable;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.Diagnosis;
import picocli.CommandLine.Command;

/** Looks at the machine. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Prints what this program finds: Java, engine, devices, memory, and the folders of cache,"
            + " settings and runs.")
final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final AppFolders folders;

  DoctorCommand(Terminal terminal, AppFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() {
    Diagnosis diagnosis = Diagnosis.of(folders);
    diagnosis
        .findings()
        .forEach((name, value) -> terminal.out().println(String.format("%-16s %s", name, value)));
    diagnosis.problems().forEach(problem -> terminal.out().println("Problem: " + problem));
    terminal.out().println(diagnosis.problems().isEmpty() ? "All is well." : "Not all is well.");
    return diagnosis.problems().isEmpty() ? 0 : ErrorReport.FAILED;
  }
}
