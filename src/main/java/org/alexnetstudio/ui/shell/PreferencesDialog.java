package org.alexnetstudio.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.alexnetstudio.session.Preferences;
import org.alexnetstudio.ui.fx.FilePrompts;

/**
 * Theme, size of text, folder of runs, device; the engines; and the cache, to be cleared. Theme and
 * text change as they are chosen.
 */
final class PreferencesDialog extends Dialog<ButtonType> {
  private final ComboBox<String> theme = new ComboBox<>();
  private final Spinner<Integer> textSize;
  private final TextField runs;
  private final ComboBox<String> device = new ComboBox<>();

  /**
   * A dialog over {@code owner}.
   *
   * @param file where they are kept, to be told
   * @param engines the rows that tell of them, with what their labels say
   * @param cache the rows that clear it, with what their labels say
   * @param chosen told of look and size of text at once, of all choices when the dialog is closed
   */
  PreferencesDialog(
      Window owner,
      Preferences before,
      Path file,
      Map<String, EngineRow> engines,
      Map<String, CacheRow> cache,
      Consumer<Preferences> chosen) {
    initOwner(owner);
    setTitle("Settings");
    setHeaderText("Settings");
    theme.getItems().setAll("dark", "light");
    theme.setValue(before.theme());
    theme.setId("theme");
    textSize = new Spinner<>(10, 24, before.textSize());
    textSize.setId("text-size");
    runs = new TextField(before.runs());
    runs.setId("runs-folder");
    HBox.setHgrow(runs, Priority.ALWAYS);
    Button choose = new Button("Choose…");
    choose.setMinWidth(Region.USE_PREF_SIZE);
    choose.setOnAction(event -> chooseRuns());
    device.getItems().setAll(List.of("auto", "cpu", "gpu", "gpus"));
    device.setEditable(true);
    device.setValue(before.device());
    GridPane grid = new GridPane();
    grid.setHgap(16);
    grid.setVgap(12);
    grid.setPadding(new Insets(16));
    row(grid, 0, "_Theme", theme, "");
    row(grid, 1, "Text si_ze", textSize, "pixels; all of the window scales with it");
    row(grid, 2, "_Runs", new HBox(8, runs, choose), "a folder is made in it for each training");
    row(grid, 3, "_Device", device, "for experiments whose device is auto");
    int next = 4;
    for (Map.Entry<String, EngineRow> each : engines.entrySet()) {
      row(grid, next++, each.getKey(), each.getValue(), each.getValue().hint());
    }
    for (Map.Entry<String, CacheRow> each : cache.entrySet()) {
      row(grid, next++, each.getKey(), each.getValue(), "");
    }
    Label place = new Label("Settings are kept in " + file);
    place.getStyleClass().addAll("text-muted", "text-small");
    place.setWrapText(true);
    grid.add(place, 0, 2 * next, 2, 1);
    getDialogPane().setContent(grid);
    getDialogPane().setPrefWidth(560);
    getDialogPane().getButtonTypes().setAll(ButtonType.CLOSE);
    Runnable tell =
        () ->
            chosen.accept(
                before
                    .withLook(theme.getValue(), textSize.getValue())
                    .withRuns(runs.getText(), String.valueOf(device.getValue())));
    theme.valueProperty().addListener((value, old, now) -> tell.run());
    textSize.valueProperty().addListener((value, old, now) -> tell.run());
    // What is still being typed is no choice yet.
    setOnCloseRequest(
        closing -> {
          engines.values().forEach(EngineRow::end);
          cache.values().forEach(CacheRow::end);
          tell.run();
        });
  }

  private static void row(GridPane grid, int number, String name, Region field, String hint) {
    Label label = new Label(name);
    label.setMnemonicParsing(true);
    label.setLabelFor(field);
    label.setMinWidth(Region.USE_PREF_SIZE);
    field.setMaxWidth(Double.MAX_VALUE);
    GridPane.setHgrow(field, Priority.ALWAYS);
    grid.add(label, 0, 2 * number);
    grid.add(field, 1, 2 * number);
    if (!hint.isEmpty()) {
      Label words = new Label(hint);
      words.getStyleClass().addAll("text-muted", "text-small");
      grid.add(words, 1, 2 * number + 1);
    }
  }

  private void chooseRuns() {
    FilePrompts.folder(
            getDialogPane().getScene().getWindow(), "Folder for runs", Path.of(runs.getText()))
        .ifPresent(chosen -> runs.setText(chosen.toString()));
  }
}
