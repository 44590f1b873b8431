package org.alexnetstudio.session;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.network.ComputeDevice;

/**
 * The libraries of the engine PyTorch, which do not come with the program: fetched as DJL's authors
 * publish them, when the user asks for them, and kept in the user's folder of engines.
 */
public final class PyTorchLibraries {
  /** What they are called where something is to be fetched. */
  public static final String NAME = "pytorch";

  private static final String PLACE = "https://repo.maven.apache.org/maven2/ai/djl/pytorch/";
  private static final String JNI_SUM =
      "c1808aaf5109505923bd2a813d7ad1020a0c028f023f08ff5572c1cf42322dc3";

  /**
   * The library itself for a system, as DJL names it.
   *
   * @param megabytes in millions of bytes
   * @param sum its SHA-256
   */
  private record Build(int megabytes, String sum) {}

  private static final Map<String, Build> BUILDS =
      Map.of(
          "linux-x86_64",
          new Build(112, "1769928feaaa2389b4aa68390e7787ce1707290258b167d016a200fced4b8c39"),
          "linux-aarch64",
          new Build(71, "ea7bf1da33fc4ecf310186b27f2b4afc4387e81cb76a994e5703e0e3c2c97cf6"),
          "win-x86_64",
          new Build(76, "f70603e9b03cf7df1690c2b1f8edd99fcfdc4e38d639db1d3604ce22b13a38df"),
          "osx-aarch64",
          new Build(42, "e1ca6c377750d31a2a791d9d2dac9efb09e39181faf84338ef0e140214979ff2"));

  private final Path folder;
  private final String system;
  private final String place;
  private final Duration patience;

  /** Those for this system, kept in the folder of engines. */
  public PyTorchLibraries(Path folder) {
    this(folder, system(System.getProperty("os.name"), System.getProperty("os.arch")), PLACE);
  }

  private PyTorchLibraries(Path folder, String system, String place) {
    this(folder, system, place, FetchedFile.PATIENCE);
  }

  PyTorchLibraries(Path folder, String system, String place, Duration patience) {
    this.folder = folder;
    this.system = system;
    this.place = place;
    this.patience = patience;
  }

  /**
   * The same from another place.
   *
   * @param address of a folder that is laid out as that of DJL's authors
   * @throws StudioException where it is no address of the web
   */
  public PyTorchLibraries from(String address) throws StudioException {
    try {
      String base = FetchedFile.webAddress(address).toString();
      return new PyTorchLibraries(folder, system, base.endsWith("/") ? base : base + "/");
    } catch (IllegalArgumentException e) {
      throw StudioException.badInput(
          "Nothing can be fetched from " + address,
          String.valueOf(e.getMessage()),
          "Name a copy of " + PLACE + ".",
          e);
    }
  }

  static String system(String name, String architecture) {
    String lower = name.toLowerCase(Locale.ROOT);
    String family = lower.startsWith("win") ? "win" : lower.startsWith("mac") ? "osx" : "linux";
    return family
        + "-"
        + switch (architecture) {
          case "amd64" -> "x86_64";
          case "arm64" -> "aarch64";
          default -> architecture;
        };
  }

  /** Whether they are there, here or in the program itself. */
  public boolean present() {
    return ComputeDevice.hasPyTorch();
  }

  /** How much is to be fetched for this system, in millions of bytes; 0 where there are none. */
  public int megabytes() {
    Build build = BUILDS.get(system);
    return build == null ? 0 : build.megabytes() + 3;
  }

  /**
   * Fetches what is not there yet.
   *
   * @throws StudioException where it can't be had, with the way to fetch it by hand
   * @throws CancellationException where the activity ends it; what was fetched stays
   */
  public void fetch(Activity activity) throws StudioException {
    for (FetchedFile file : files()) {
      file.fetch(activity);
    }
  }

  private List<FetchedFile> files() throws StudioException {
    Build build = BUILDS.get(system);
    if (build == null) {
      throw StudioException.badInput(
          "There is no PyTorch for this system",
          "DJL's authors publish none for " + system,
          "MXNet, which comes with this program, serves.");
    }
    Properties versions = versions();
    String torch = versions.getProperty("pytorch_version");
    String jni = torch + "-" + versions.getProperty("djl_version");
    Map<String, String> sums =
        Map.of(
            "pytorch-native-cpu/" + torch + "/pytorch-native-cpu-" + torch + "-" + system + ".jar",
            build.sum(),
            "pytorch-jni/" + jni + "/pytorch-jni-" + jni + ".jar",
            JNI_SUM);
    String byHand =
        "fetch these files by hand, on any computer, and put them into "
            + folder
            + ": "
            + sums.keySet().stream().sorted().map(PLACE::concat).collect(Collectors.joining(" "));
    return sums.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            each ->
                new FetchedFile(
                    "The libraries of PyTorch",
                    URI.create(place + each.getKey()),
                    folder.resolve(each.getKey().substring(each.getKey().lastIndexOf('/') + 1)),
                    each.getValue(),
                    patience,
                    byHand))
        .toList();
  }

  /** Those that DJL's part for PyTorch was made for. */
  private static Properties versions() {
    Properties versions = new Properties();
    try (InputStream in =
        PyTorchLibraries.class.getResourceAsStream("/pytorch-engine.properties")) {
      versions.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("it is in DJL's own jar", e);
    }
    return versions;
  }
}
