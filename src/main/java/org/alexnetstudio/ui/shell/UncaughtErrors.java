package org.alexnetstudio.ui.shell;

import javafx.stage.Stage;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.FxThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings errors that nobody caught to a dialog. */
public final class UncaughtErrors {
  private static final Logger LOG = LoggerFactory.getLogger(UncaughtErrors.class);

  private UncaughtErrors() {}

  /** Hears of all threads from now on; dialogs come over {@code owner}. */
  public static void listen(Stage owner) {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, problem) -> {
          LOG.error("An error in the thread {}", thread.getName(), problem);
          FxThread.run(() -> ErrorDialog.show(owner.isShowing() ? owner : null, problem));
        });
  }
}
