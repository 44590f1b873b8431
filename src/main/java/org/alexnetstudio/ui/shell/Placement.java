package org.alexnetstudio.ui.shell;

import javafx.stage.Screen;
import javafx.stage.Stage;
import org.alexnetstudio.session.Preferences;

/** Where the window stands, from one start to the next. */
final class Placement {
  private Placement() {}

  /** Places a stage as it was left; where its screen is no longer there, the system places it. */
  static void restore(Stage stage, Preferences.Window left) {
    boolean seen =
        !Screen.getScreensForRectangle(left.x(), left.y(), left.width(), left.height()).isEmpty();
    if (left.placed() && seen) {
      stage.setX(left.x());
      stage.setY(left.y());
    }
    stage.setMaximized(left.maximised());
  }

  /** As it stands now; maximised it keeps the place that it goes back to. */
  static Preferences.Window of(Stage stage, Preferences.Window before) {
    return stage.isMaximized()
        ? before.maximised(true)
        : new Preferences.Window(
            true,
            stage.getX(),
            stage.getY(),
            stage.getScene().getWidth(),
            stage.getScene().getHeight(),
            false);
  }
}
