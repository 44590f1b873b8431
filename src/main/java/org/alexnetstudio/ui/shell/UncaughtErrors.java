package org.alexnetstudio.ui.shell;

import java.util.concurrent.atomic.AtomicBoolean;
import javafx.stage.Stage;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.FxThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings errors that nobody caught to a dialog, one at a time. */
public final class UncaughtErrors {
  private static final Logger LOG = LoggerFactory.getLogger(UncaughtErrors.class);

  private final Stage owner;
  private final AtomicBoolean showing = new AtomicBoolean();

  /** Dialogs come over {@code owner}. */
  public UncaughtErrors(Stage owner) {
    this.owner = owner;
  }

  /** Hears of all threads from now on. */
  public void listen() {
    Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> report(thread, problem));
  }

  private void report(Thread thread, Throwable problem) {
    LOG.error("An error in the thread {}", thread.getName(), problem);
    // An error that comes with every frame must not bury the window in dialogs.
    if (showing.compareAndSet(false, true)) {
      FxThread.run(
          () ->
              ErrorDialog.show(owner.isShowing() ? owner : null, problem)
                  .setOnHidden(hidden -> showing.set(false)));
    }
  }
}
