package org.alexnetstudio.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.alexnetstudio.network.ComputeDevice;

/** What computes: numbers may differ between versions. */
public final class Versions {
  private Versions() {}

  /** The program's own version. */
  public static String program() {
    String version = Versions.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** The same and the engine. */
  static Map<String, String> with(ComputeDevice device) {
    Map<String, String> versions = all();
    versions.put("engine", device.engineVersion());
    return versions;
  }

  /** The program, Java and the system. */
  static Map<String, String> all() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("alexnet-studio", program());
    versions.put(
        "java", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
    versions.put(
        "system",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    return versions;
  }
}
