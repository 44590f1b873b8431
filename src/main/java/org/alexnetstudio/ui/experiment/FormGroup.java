package org.alexnetstudio.ui.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Rows of fields below each other; parts of it are built anew when what they depend on changes. */
final class FormGroup extends VBox {
  private final ExperimentModel model;
  private final List<FormField> fields = new ArrayList<>();
  private final List<Runnable> parts = new ArrayList<>();

  FormGroup(ExperimentModel model) {
    this.model = model;
    getStyleClass().add("form-group");
  }

  /** A row: the label, then fields ({@link FieldSpec}), texts between them, and other nodes. */
  void row(String label, Object... items) {
    Label name = new Label(label);
    name.getStyleClass().add("form-label");
    FlowPane line = new FlowPane();
    line.getStyleClass().add("form-line");
    line.setAlignment(Pos.CENTER_LEFT);
    VBox errors = new VBox();
    errors.getStyleClass().add("form-errors");
    Node before = null;
    for (Object item : items) {
      Node node = nodeOf(item, errors);
      if (before != null && item instanceof FieldSpec) {
        // A line breaks before the words that belong to a field, not behind them.
        line.getChildren().remove(before);
        HBox pair = new HBox(before, node);
        pair.getStyleClass().add("form-pair");
        line.getChildren().add(pair);
      } else {
        line.getChildren().add(node);
      }
      before = item instanceof String ? node : null;
    }
    VBox right = new VBox(line, errors);
    HBox.setHgrow(right, Priority.ALWAYS);
    HBox row = new HBox(name, right);
    name.setMinWidth(Region.USE_PREF_SIZE);
    VBox box = new VBox(row);
    box.getStyleClass().add("form-row");
    getChildren().add(box);
  }

  private Node nodeOf(Object item, VBox errors) {
    if (item instanceof FieldSpec spec) {
      FormField field = new FormField(model, spec);
      fields.add(field);
      errors.getChildren().add(new FieldErrorBox(field));
      return FieldControl.of(field, model);
    }
    if (item instanceof Node node) {
      return node;
    }
    Label hint = new Label(String.valueOf(item));
    hint.getStyleClass().add("form-hint");
    return hint;
  }

  /** A rule between rows. */
  void rule() {
    getChildren().add(new Separator());
  }

  /** A node of its own. */
  void node(Node node) {
    getChildren().add(node);
  }

  /** A part that {@code build} fills anew whenever {@code key} gives another text. */
  void part(Supplier<String> key, Consumer<FormGroup> build) {
    FormGroup[] group = {new FormGroup(model)};
    String[] built = {""};
    group[0].getStyleClass().setAll("form-part");
    getChildren().add(group[0]);
    Runnable refresh =
        () -> {
          String now = key.get();
          if (!now.equals(built[0])) {
            built[0] = now;
            group[0].clear();
            build.accept(group[0]);
          }
          group[0].refresh();
        };
    parts.add(refresh);
    refresh.run();
  }

  /** Something that takes over what the text says in its own way. */
  void follow(Runnable refresh) {
    parts.add(refresh);
    refresh.run();
  }

  private void clear() {
    getChildren().clear();
    fields.clear();
    parts.clear();
  }

  /** Takes over what the text says now. */
  void refresh() {
    fields.forEach(FormField::refresh);
    List.copyOf(parts).forEach(Runnable::run);
  }
}
