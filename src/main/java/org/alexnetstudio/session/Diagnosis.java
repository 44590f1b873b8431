package org.alexnetstudio.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.alexnetstudio.IoReason;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.network.ComputeDevice;

/**
 * What the program finds on this machine.
 *
 * @param findings name to value, in the order to print
 * @param problems what will not work, each with its remedy
 */
public record Diagnosis(Map<String, String> findings, List<String> problems) {

  /** Looks at Java, engine, devices, memory and folders. */
  public static Diagnosis of(AppFolders folders) {
    Map<String, String> findings = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    findings.put("AlexNet Studio", Versions.program());
    findings.put(
        "Java", System.getProperty("java.version") + ", " + System.getProperty("java.home"));
    findings.put("System", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    findings.put("Cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    findings.put("Java heap", megabytes(Runtime.getRuntime().maxMemory()) + " at most");
    engine(findings, problems);
    pyTorch(findings, problems);
    allocator(findings);
    cache(folders.cache(), findings, problems);
    findings.put("Settings", AppFolders.configuration().toString());
    findings.put(
        "Runs",
        new PreferencesFile(AppFolders.configuration()).read().runs()
            + " of the window; 'runs' in the current folder of the terminal");
    return new Diagnosis(findings, problems);
  }

  private static void engine(Map<String, String> findings, List<String> problems) {
    try {
      long before = System.nanoTime();
      ComputeDevice device = ComputeDevice.open("MXNet", "auto");
      long millis = (System.nanoTime() - before) / 1_000_000;
      findings.put("Engine", device.engineVersion() + ", loaded in " + millis + " ms");
      findings.put("Devices", String.join(", ", device.all()) + "; used: " + device.name());
    } catch (StudioException e) {
      findings.put("Engine", "does not load");
      problems.add(
          "The engine does not load: "
              + e.why()
              + ". Its library comes in lib/mxnet-native-mkl-*.jar for 64-bit Intel and AMD"
              + " processors under Linux, Windows and macOS.");
    }
  }

  /** An option: its absence is no problem. */
  private static void pyTorch(Map<String, String> findings, List<String> problems) {
    if (!ComputeDevice.hasPyTorch()) {
      findings.put("Second engine", "PyTorch is not here; 'alexnet-studio get pytorch' fetches it");
      return;
    }
    try {
      findings.put("Second engine", Engines.describe(Engines.Name.PYTORCH));
    } catch (StudioException e) {
      findings.put("Second engine", "PyTorch does not load");
      problems.add(
          "PyTorch does not load: "
              + e.why()
              + ". Delete its files in "
              + AppFolders.engines()
              + " and fetch them once more by 'alexnet-studio get pytorch'.");
    }
  }

  private static void allocator(Map<String, String> findings) {
    if (System.getProperty("os.name").startsWith("Linux")) {
      String tunables = System.getenv("GLIBC_TUNABLES");
      findings.put(
          "Allocator",
          tunables != null && tunables.contains("mmap_max=0")
              ? "keeps its memory"
              : "returns its memory: training takes twice the time."
                  + " bin/alexnet-studio sets GLIBC_TUNABLES as it should be");
    }
  }

  private static void cache(Path cache, Map<String, String> findings, List<String> problems) {
    try {
      Files.createDirectories(cache);
      Path probe = Files.createTempFile(cache, "doctor", ".tmp");
      Files.delete(probe);
      long free = Files.getFileStore(cache).getUsableSpace();
      findings.put("Cache", cache + ", " + megabytes(free) + " free");
    } catch (IOException e) {
      findings.put("Cache", cache + ", not writable");
      problems.add(
          "The cache folder "
              + cache
              + " can't be written ("
              + IoReason.of(e)
              + "). Set the variable "
              + AppFolders.CACHE_VARIABLE
              + " to a folder that can.");
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MB", bytes >> 20);
  }
}
