package org.alexnetstudio.ui.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import org.alexnetstudio.experiment.ExperimentText;
import org.alexnetstudio.ui.fx.Icons;

/** The rows of the form for the model that a training starts from, and for its layers. */
final class InitialRows {
  private final ExperimentModel model;
  private final PreviewModel previews;
  private final ExperimentPrompts prompts;

  InitialRows(ExperimentModel model, PreviewModel previews, ExperimentPrompts prompts) {
    this.model = model;
    this.previews = previews;
    this.prompts = prompts;
  }

  void addTo(FormGroup page) {
    page.row("Start from", FieldSpecs.INITIAL_MODEL, chooseButton(), removeButton(page));
    page.node(FormPages.problemOf(previews.initial(), "initial-problem"));
    page.part(this::key, this::layers);
  }

  private String key() {
    ExperimentText text = model.content().get();
    return text == null || !InitialText.present(text) ? "none" : "" + InitialText.layers(text);
  }

  private void layers(FormGroup part) {
    ExperimentText text = model.content().get();
    if (text == null || !InitialText.present(text)) {
      part.row("", "A trained model to go on from (fine-tuning); empty: from initial weights");
      return;
    }
    part.node(found());
    for (String layer : InitialText.layers(text)) {
      part.row(layer, start(part, layer), "rate ×", FieldSpecs.rateScale(layer));
    }
  }

  /** What the model is, once it has been looked at. */
  private Label found() {
    Label label = new Label();
    label.setId("initial-found");
    label.getStyleClass().addAll("form-hint", "initial-found");
    label.setWrapText(true);
    label.textProperty().bind(previews.initial().answer());
    label.managedProperty().bind(label.textProperty().isNotEmpty());
    return label;
  }

  private Node start(FormGroup part, String layer) {
    ComboBox<InitialText.Start> choice = new ComboBox<>();
    choice.setId("initial." + layer);
    choice.setAccessibleText(layer + " goes on");
    choice.setTooltip(
        new Tooltip("How " + layer + " goes on: initial.freeze, initial.replaceLayers"));

    choice
        .valueProperty()
        .addListener(
            (value, before, now) -> {
              if (now != null) {
                model.change("initial." + layer, text -> with(text, layer, now));
              }
            });
    part.follow(
        () -> {
          ExperimentText text = model.content().get();
          choice.setDisable(text == null || !text.isJson());
          if (text != null && text.isJson()) {
            List<InitialText.Start> all = InitialText.choices(text, layer);
            if (!choice.getItems().equals(all)) {
              choice.getItems().setAll(all);
            }
            choice.setValue(InitialText.of(text, layer));
          }
        });
    return choice;
  }

  /** What the text says already changes nothing in it. */
  private static ExperimentText with(ExperimentText text, String layer, InitialText.Start start) {
    return InitialText.of(text, layer) == start ? text : InitialText.with(text, layer, start);
  }

  private MenuButton chooseButton() {
    MenuItem run = new MenuItem("A run…");
    run.setOnAction(event -> take(prompts.run()));
    MenuItem file = new MenuItem("A file of weights…");
    file.setOnAction(event -> take(prompts.weights()));
    MenuButton choose = new MenuButton("Choose…", null, run, file);
    choose.setId("choose-initial");
    choose.setTooltip(new Tooltip("Choose the run or the file of weights to start from"));
    return choose;
  }

  private void take(Optional<Path> chosen) {
    String path = FieldSpecs.INITIAL_MODEL.path();
    chosen.ifPresent(model -> change(path, model.toString()));
  }

  private void change(String path, String value) {
    model.change(path, text -> text.withText(path, value));
  }

  private Button removeButton(FormGroup page) {
    Button remove =
        Icons.button(
            "mdal-close",
            "Start from initial weights again",
            () -> model.change(InitialText.INITIAL, text -> text.without(InitialText.INITIAL)));
    remove.setId("remove-initial");
    page.follow(
        () -> {
          ExperimentText text = model.content().get();
          remove.setVisible(text != null && InitialText.present(text));
        });
    return remove;
  }
}
