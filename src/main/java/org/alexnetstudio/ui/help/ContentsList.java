package org.alexnetstudio.ui.help;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.alexnetstudio.ui.help.HelpModel.Entry;
import org.jspecify.annotations.Nullable;

/** The list of pages, or of what was found; a click or Enter goes there. */
final class ContentsList extends ListView<Entry> {
  private final HelpModel model;

  ContentsList(HelpModel model) {
    this.model = model;
    setId("help-contents");
    setAccessibleText("Pages of the guide");
    getStyleClass().add("help-contents");
    setCellFactory(list -> new Line());
    Label nothing = new Label("No page has these words.");
    nothing.getStyleClass().add("text-muted");
    setPlaceholder(nothing);
    setOnMouseClicked(event -> go());
    setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            go();
            event.consume();
          }
        });
    model.entries().addListener((value, before, now) -> fill());
    fill();
  }

  /** Goes where the selected line leads. */
  void go() {
    Entry chosen = getSelectionModel().getSelectedItem();
    if (chosen != null) {
      model.go(chosen.spot());
    }
  }

  private void fill() {
    if (!getItems().equals(model.entries().get())) {
      getItems().setAll(model.entries().get());
    }
    getItems().stream()
        .filter(entry -> entry.spot().equals(model.spot().get()))
        .findFirst()
        .ifPresentOrElse(getSelectionModel()::select, getSelectionModel()::clearSelection);
  }

  private static final class Line extends ListCell<Entry> {
    private final Label title = new Label();
    private final Label of = new Label();
    private final VBox lines = new VBox(title, of);

    Line() {
      setAlignment(Pos.CENTER_LEFT);
      lines.setAlignment(Pos.CENTER_LEFT);
      title.setWrapText(true);
      title.setMinHeight(USE_PREF_SIZE);
      of.getStyleClass().addAll("text-muted", "text-small");
      lines.setMinWidth(0);
      lines.setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Entry entry, boolean empty) {
      super.updateItem(entry, empty);
      getStyleClass().removeAll("help-below");
      if (empty || entry == null) {
        setGraphic(null);
        return;
      }
      title.setText(entry.title());
      of.setText(entry.of());
      of.setVisible(!entry.of().isEmpty());
      of.setManaged(!entry.of().isEmpty());
      if (entry.level() > 1 && entry.of().isEmpty()) {
        getStyleClass().add("help-below");
      }
      setGraphic(lines);
    }
  }
}
