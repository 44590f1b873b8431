package org.alexnetstudio.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.AppFolders;
import org.alexnetstudio.session.Engines;
import org.alexnetstudio.session.ImageNetWeights;
import org.alexnetstudio.session.PyTorchLibraries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches what does not come with the program. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = {
      "Fetches the weights that torchvision's authors trained on ImageNet (1000 classes, 244 MB) and"
          + " prints the path of the model made of them; 'imagenet' stands for it from then on, as"
          + " in 'alexnet-studio classify imagenet photo.jpg'. Or the libraries of PyTorch (42 to"
          + " 115 MB), for experiments whose engine it is.",
      "What was fetched is kept; a download that broke off, or was stopped by Ctrl-C, goes on where"
          + " it was. A proxy is taken from https_proxy, or from Java's https.proxyHost. This is the"
          + " only command that uses the network."
    })
final class GetCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final AppFolders folders;
  private final Interruption interruption;

  @Parameters(paramLabel = "WHAT", description = "What to fetch: imagenet or pytorch.")
  private String what = "";

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      description =
          "Another place: the same file under the same name, or for pytorch a folder laid out alike.")
  private @Nullable String from;

  GetCommand(Terminal terminal, AppFolders folders, Interruption interruption) {
    this.terminal = terminal;
    this.folders = folders;
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws StudioException {
    interruption.handle(() -> {});
    Activity activity = new Activity(new ActivityLine(terminal), interruption::requested);
    switch (what) {
      case ImageNetWeights.NAME -> imageNet(activity);
      case PyTorchLibraries.NAME -> pyTorch(activity);
      default ->
          throw StudioException.badInput(
              "\"" + what + "\" can't be fetched",
              "known are " + ImageNetWeights.NAME + " and " + PyTorchLibraries.NAME,
              "Use 'alexnet-studio get " + ImageNetWeights.NAME + "'.");
    }
    return 0;
  }

  private void imageNet(Activity activity) throws StudioException {
    ImageNetWeights weights =
        from == null ? new ImageNetWeights(folders) : ImageNetWeights.from(from, folders);
    Path file = weights.fetch(activity);
    terminal.out().println(ModelArgument.open(file, folders, terminal, activity));
  }

  /** Loads them too: only then it is known that they serve. */
  private void pyTorch(Activity activity) throws StudioException {
    PyTorchLibraries libraries = new PyTorchLibraries(AppFolders.engines());
    (from == null ? libraries : libraries.from(from)).fetch(activity);
    terminal.out().println(Engines.describe(Engines.Name.PYTORCH));
  }
}
