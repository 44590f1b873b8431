package org.alexnetstudio.session;

import java.util.List;
import java.util.Map;
import org.alexnetstudio.experiment.TrainingSpec;

/**
 * What the user has chosen for the window, and how it was left.
 *
 * @param theme {@code dark} or {@code light}
 * @param textSize in pixels, from 10 to 24
 * @param runs the folder that runs are made in
 * @param device {@code auto}, {@code cpu}, {@code gpu}, {@code gpu:1} or {@code gpus}: for
 *     experiments that leave it to the program
 * @param welcome whether the welcome is shown at the start
 * @param recent experiment files, the newest first
 * @param window where it stood
 * @param dividers positions of the panes' dividers, by name, as shares of 1
 */
public record Preferences(
    String theme,
    int textSize,
    String runs,
    String device,
    boolean welcome,
    List<String> recent,
    Window window,
    Map<String, Double> dividers) {

  /**
   * The window on the screen, in pixels, as it is when it is not maximised.
   *
   * @param placed whether x and y say where; else the system places it
   */
  public record Window(
      boolean placed, double x, double y, double width, double height, boolean maximised) {
    /** In the size of the design, not placed yet. */
    public static final Window DEFAULT = new Window(false, 0, 0, 1440, 900, false);

    /** Takes sizes that cannot be back to the design's. */
    public Window {
      width = width >= 600 && width <= 20_000 ? width : 1440;
      height = height >= 400 && height <= 20_000 ? height : 900;
    }

    /** The same, maximised or not. */
    public Window maximised(boolean now) {
      return new Window(placed, x, y, width, height, now);
    }
  }

  /** What counts where nothing was chosen. */
  public static final Preferences DEFAULT =
      new Preferences(
          "dark",
          13,
          AppFolders.defaultRuns().toString(),
          "auto",
          true,
          List.of(),
          Window.DEFAULT,
          Map.of());

  /** Brings what is out of range back into it: an edited file must not keep the window away. */
  public Preferences {
    theme = "light".equals(theme) ? theme : "dark";
    textSize = Math.max(10, Math.min(24, textSize));
    runs = runs == null || runs.isBlank() ? AppFolders.defaultRuns().toString() : runs;
    device = device == null || !TrainingSpec.isDevice(device) ? "auto" : device;
    recent = recent == null ? List.of() : List.copyOf(recent);
    window = window == null ? Window.DEFAULT : window;
    dividers = dividers == null ? Map.of() : Map.copyOf(dividers);
  }

  /** The same in another look. */
  public Preferences withLook(String newTheme, int newTextSize) {
    return new Preferences(newTheme, newTextSize, runs, device, welcome, recent, window, dividers);
  }

  /** The same with another folder for runs and another device. */
  public Preferences withRuns(String newRuns, String newDevice) {
    return new Preferences(theme, textSize, newRuns, newDevice, welcome, recent, window, dividers);
  }

  /** The same with or without the welcome. */
  public Preferences withWelcome(boolean shown) {
    return new Preferences(theme, textSize, runs, device, shown, recent, window, dividers);
  }

  /** The same with other recent files. */
  public Preferences withRecent(List<String> files) {
    return new Preferences(theme, textSize, runs, device, welcome, files, window, dividers);
  }

  /** The same with the window left otherwise. */
  public Preferences withLayout(Window left, Map<String, Double> positions) {
    return new Preferences(theme, textSize, runs, device, welcome, recent, left, positions);
  }
}
