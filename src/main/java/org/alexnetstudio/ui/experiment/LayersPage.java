package org.alexnetstudio.ui.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentText;
import org.alexnetstudio.experiment.LayerTable;
import org.alexnetstudio.ui.fx.Icons;

/** The form's page Network: the input, the list of layers, and the fields of the chosen one. */
final class LayersPage extends HBox {
  private static final String LAYERS = FieldSpecs.LAYERS;

  private final ExperimentModel model;
  private final ListView<Integer> list = new ListView<>();
  private final FormGroup fields;
  private boolean refreshing;

  LayersPage(ExperimentModel model) {
    this.model = model;
    getStyleClass().add("layers-page");
    list.setId("layers");
    list.setAccessibleText("Layers of the network");
    list.setCellFactory(view -> new LayerCell());
    fields = new FormGroup(model);
    fields.row("Input", FieldSpecs.CHANNELS, FieldSpecs.INPUT_HEIGHT, "×", FieldSpecs.INPUT_WIDTH);
    fields.rule();
    fields.part(this::chosenKey, this::layer);
    list.getSelectionModel()
        .selectedIndexProperty()
        .addListener(
            (index, before, now) -> {
              if (!refreshing) {
                fields.refresh();
              }
            });
    ScrollPane scroll = new ScrollPane(fields);
    scroll.setFitToWidth(true);
    HBox.setHgrow(scroll, Priority.ALWAYS);
    VBox.setVgrow(list, Priority.ALWAYS);
    VBox left = new VBox(list, tools());
    left.getStyleClass().add("layers-list");
    getChildren().addAll(left, scroll);
  }

  private HBox tools() {
    MenuButton add = new MenuButton(null, Icons.of("mdal-add"));
    add.setId("add-layer");
    add.getStyleClass().addAll("button-icon", "flat");
    add.setAccessibleText("Add a layer");
    add.setTooltip(new Tooltip("Add a layer after the chosen one"));
    for (String type : FieldSpecs.LAYER_ORDER) {
      MenuItem item = new MenuItem(FieldSpecs.LAYER_TYPES.getOrDefault(type, type));
      item.setOnAction(event -> add(type));
      add.getItems().add(item);
    }
    HBox tools =
        new HBox(
            add,
            Icons.button("mdal-delete", "Remove the layer", this::remove),
            Icons.button("mdal-arrow_upward", "Move the layer up", () -> move(-1)),
            Icons.button("mdal-arrow_downward", "Move the layer down", () -> move(1)));
    tools.getStyleClass().add("layers-tools");
    return tools;
  }

  private int chosen() {
    return list.getSelectionModel().getSelectedIndex();
  }

  private String chosenKey() {
    ExperimentText text = model.content().get();
    return chosen() + " " + (text == null ? "" : text.value(at(chosen()) + ".type").orElse(""));
  }

  private static String at(int index) {
    return LAYERS + "[" + index + "]";
  }

  private void layer(FormGroup part) {
    ExperimentText text = model.content().get();
    if (text == null || chosen() < 0) {
      part.row("", "Choose a layer in the list.");
      return;
    }
    List<FieldSpec> all = FieldSpecs.ofLayer(text, chosen());
    part.row("Layer", all.get(0));
    row(part, "Shape", all.stream().skip(1).filter(f -> !f.path().contains(".init.")).toList());
    row(part, "Start", all.stream().filter(f -> f.path().contains(".init.")).toList());
  }

  private static void row(FormGroup part, String label, List<FieldSpec> fields) {
    if (fields.isEmpty()) {
      return;
    }
    List<Object> items = new ArrayList<>();
    for (FieldSpec field : fields) {
      if (field.kind() != FieldSpec.Kind.FLAG) {
        items.add(field.label());
      }
      items.add(field);
    }
    part.row(label, items.toArray());
  }

  private void add(String type) {
    int place = chosen() < 0 ? list.getItems().size() : chosen() + 1;
    model.change(
        LAYERS, text -> text.withElement(LAYERS, place, newLayer(type, freeName(text, type))));
    list.getSelectionModel().select(place);
  }

  private static String freeName(ExperimentText text, String type) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < text.size(LAYERS); i++) {
      text.value(at(i) + ".name").ifPresent(names::add);
    }
    int number = 1;
    while (names.contains(type + number)) {
      number++;
    }
    return type + number;
  }

  private static String newLayer(String type, String name) {
    String keys =
        switch (type) {
          case "conv" -> ", \"filters\": 64, \"kernel\": 3, \"pad\": 1";
          case "maxpool", "avgpool" -> ", \"kernel\": 3, \"stride\": 2";
          case "adaptiveavgpool" -> ", \"size\": 6";
          case "dropout" -> ", \"rate\": 0.5";
          case "fc" -> ", \"units\": 1024";
          default -> "";
        };
    return "{\"type\": \"" + type + "\", \"name\": \"" + name + "\"" + keys + "}";
  }

  private void remove() {
    int index = chosen();
    if (index >= 0) {
      model.change(LAYERS, text -> text.without(at(index)));
      list.getSelectionModel().select(Math.min(index, list.getItems().size() - 1));
    }
  }

  private void move(int by) {
    int from = chosen();
    int to = from + by;
    if (from >= 0 && to >= 0 && to < list.getItems().size()) {
      model.change(
          LAYERS, text -> text.withSwapped(LAYERS, Math.min(from, to), Math.max(from, to)));
      list.getSelectionModel().select(to);
    }
  }

  /** Takes over what the text says now. */
  void refresh() {
    ExperimentText text = model.content().get();
    if (text == null || !text.isJson()) {
      return;
    }
    int index = chosen();
    int count = text.size(LAYERS);
    refreshing = true;
    list.getItems().setAll(IntStream.range(0, count).boxed().toList());
    list.getSelectionModel().clearAndSelect(Math.max(0, Math.min(index, count - 1)));
    refreshing = false;
    fields.refresh();
  }

  /** Name, type and size of a layer. */
  private final class LayerCell extends ListCell<Integer> {
    @Override
    protected void updateItem(Integer index, boolean empty) {
      super.updateItem(index, empty);
      ExperimentText text = model.content().get();
      if (empty || index == null || text == null) {
        setText("");
        return;
      }
      String name = text.value(at(index) + ".name").orElse("?");
      String type = text.value(at(index) + ".type").orElse("?");
      List<LayerTable.Row> rows = rows();
      String window = index < rows.size() ? rows.get(index).window() : "";
      setText(name + "   " + type + (window.isEmpty() ? "" : " " + window));
      boolean wrong =
          text.problems().stream().anyMatch(problem -> problem.path().startsWith(at(index)));
      getStyleClass().remove("wrong");
      if (wrong) {
        getStyleClass().add("wrong");
      }
    }

    private List<LayerTable.Row> rows() {
      ExperimentText sound = model.sound().get();
      Experiment experiment = sound == null ? null : sound.experiment();
      if (experiment == null) {
        return List.of();
      }
      List<LayerTable.Row> rows = LayerTable.of(experiment.network()).rows();
      return rows.size() == list.getItems().size() ? rows : List.of();
    }
  }
}
