package org.alexnetstudio.ui.shell;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.session.Engines;
import org.alexnetstudio.ui.fx.ErrorDialog;
import org.alexnetstudio.ui.fx.FxThread;
import org.jspecify.annotations.Nullable;

/** An engine in the settings: its version and devices, or a button that gets it. */
final class EngineRow extends HBox {
  private final Engines engines;
  private final Engines.Name name;
  private final Label words = new Label();
  private final ProgressBar bar = new ProgressBar(0);
  private final Button get = new Button();
  private final Button stop = new Button("Stop");
  private @Nullable CompletableFuture<Boolean> coming;

  /** A row; it asks the engine at once, where it is there. */
  EngineRow(Engines engines, Engines.Name name) {
    super(8);
    this.engines = engines;
    this.name = name;
    setAlignment(Pos.CENTER_LEFT);
    words.setMaxWidth(Double.MAX_VALUE);
    words.setMinWidth(0);
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox.setHgrow(bar, Priority.ALWAYS);
    String id = name.text().toLowerCase(Locale.ROOT);
    words.setId("engine-" + id);
    get.setId("engine-get-" + id);
    get.setText("Get, " + engines.megabytes() + " MB");
    get.setTooltip(
        new Tooltip("Fetches its libraries from the web, as DJL's authors publish them"));
    get.setMinWidth(Region.USE_PREF_SIZE);
    stop.setMinWidth(Region.USE_PREF_SIZE);
    get.setOnAction(event -> fetch());
    stop.setOnAction(event -> end());
    look();
  }

  /** What to say under it. */
  String hint() {
    return name == Engines.Name.MXNET
        ? "the engine that comes with the program"
        : "a second engine, for experiments that name it";
  }

  private void look() {
    if (!engines.present(name)) {
      boolean offered = engines.megabytes() > 0;
      words.setText(offered ? "not here" : "there is none for this system");
      getChildren().setAll(words);
      if (offered) {
        getChildren().add(get);
      }
      return;
    }
    words.setText("loading…");
    getChildren().setAll(words);
    FxThread.whenDone(engines.look(name), words::setText, problem -> words.setText(why(problem)));
  }

  private static String why(Throwable problem) {
    return "does not load: "
        + (problem instanceof StudioException known ? known.why() : problem.toString());
  }

  private void fetch() {
    bar.setProgress(0);
    getChildren().setAll(bar, stop);
    CompletableFuture<Boolean> fetched =
        engines.fetch(
            (doing, done, all) -> FxThread.run(() -> bar.setProgress((double) done / all)));
    coming = fetched;
    FxThread.whenDone(
        fetched,
        done -> look(),
        problem -> {
          look();
          ErrorDialog.show(getScene().getWindow(), problem);
        });
  }

  /** Ends a download under way; what has come is kept. */
  void end() {
    if (coming != null && coming.cancel(false)) {
      look();
    }
  }
}
