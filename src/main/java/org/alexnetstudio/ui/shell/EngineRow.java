package org.alexnetstudio.ui.shell;

import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.session.Engines;
import org.alexnetstudio.ui.fx.FxThread;

/** An engine in the settings: its version and devices, or a button that gets it. */
final class EngineRow extends WorkRow {
  private final Engines engines;
  private final Engines.Name name;
  private final Button get = new Button();

  /** A row; it asks the engine at once, where it is there. */
  EngineRow(Engines engines, Engines.Name name) {
    this.engines = engines;
    this.name = name;
    String id = name.text().toLowerCase(Locale.ROOT);
    words.setId("engine-" + id);
    get.setId("engine-get-" + id);
    get.setText("Get, " + engines.megabytes() + " MB");
    get.setTooltip(
        new Tooltip("Fetches its libraries from the web, as DJL's authors publish them"));
    get.setMinWidth(Region.USE_PREF_SIZE);
    get.setOnAction(event -> begin(engines::fetch, done -> rest()));
    rest();
  }

  /** What to say under it. */
  String hint() {
    return name == Engines.Name.MXNET
        ? "the engine that comes with the program"
        : "a second engine, for experiments that name it";
  }

  @Override
  void rest() {
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
}
