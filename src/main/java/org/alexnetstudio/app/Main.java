package org.alexnetstudio.app;

import org.alexnetstudio.cli.StudioCommand;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.session.AppFolders;

/** Starts the program: its window, or the command that is named. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code arguments} name, or the window, and exits with its code. */
  public static void main(String[] arguments) {
    AppFolders folders = AppFolders.ofSystem();
    // Before DJL's first class: no network, no usage tracking, libraries in our own folder.
    setDefault("ai.djl.offline", "true");
    setDefault("OPT_OUT_TRACKING", "true");
    setDefault("DJL_CACHE_DIR", folders.engineCache().toString());
    setDefault("ENGINE_CACHE_DIR", folders.engineCache().toString());
    setDefault(ComputeDevice.ENGINES, AppFolders.engines().toString());
    setDefault("java.awt.headless", "true");
    System.exit(StudioCommand.execute(folders, new StudioApp(folders), arguments));
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
