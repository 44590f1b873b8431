package org.alexnetstudio.ui.experiment;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.LayerTable;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.ui.fx.Command;

/** What stands where no experiment is open: the presets, to start from. */
final class PresetCards extends ScrollPane {
  /** A preset in words: what it is, and what images it wants. */
  private record Words(String sentence, String data) {}

  private static final Map<String, Words> WORDS =
      Map.of(
          "alexnet-fashion-mnist",
          new Words("A small AlexNet that learns clothes in minutes.", "Data is bundled"),
          "alexnet-photos",
          new Words(
              "An AlexNet of middle size for your own photographs.", "A folder of class folders"),
          "alexnet-cifar10",
          new Words("The small network for 32 × 32 images.", "CIFAR-10 as a zip of class folders"),
          "alexnet-2012",
          new Words("The paper's network and training, in two towers.", "ImageNet 2012"),
          "alexnet-2012-one-tower",
          new Words("The paper's network without the split into towers.", "ImageNet 2012"),
          "alexnet-caffe",
          new Words("Caffe's version, bvlc_alexnet: other constants.", "ImageNet 2012"),
          "alexnet-caffenet",
          new Words("Caffe's CaffeNet: pooling before normalisation.", "ImageNet 2012"),
          "alexnet-torchvision",
          new Words("torchvision's version of 2014, without LRN.", "ImageNet 2012"),
          "alexnet-djl",
          new Words("DJL's version, without LRN and towers.", "A folder of class folders"));

  PresetCards(Consumer<String> open, Command openFile) {
    getStyleClass().add("preset-cards");
    setFitToWidth(true);
    setFitToHeight(true);
    Label title = new Label("Start from a preset");
    title.getStyleClass().add("cards-title");
    Label hint =
        new Label(
            "Or drop a folder here that has a folder of images for each class. An experiment is a JSON file:");
    hint.getStyleClass().add("form-hint");
    Button file = openFile.button(null);
    HBox below = new HBox(hint, file);
    below.getStyleClass().add("cards-below");
    TilePane tiles = new TilePane();
    tiles.getStyleClass().add("cards");
    for (String preset : Presets.names()) {
      tiles.getChildren().add(card(preset, open));
    }
    VBox all = new VBox(title, tiles, below);
    all.getStyleClass().add("cards-page");
    setContent(all);
  }

  private static Button card(String preset, Consumer<String> open) {
    Words words = WORDS.getOrDefault(preset, new Words("", ""));
    Label name = new Label(preset);
    name.getStyleClass().add("card-title");
    Label sentence = new Label(words.sentence());
    sentence.setWrapText(true);
    sentence.setTextAlignment(TextAlignment.LEFT);
    Label size = new Label(size(preset));
    size.getStyleClass().add("form-hint");
    Label data = new Label(words.data());
    data.getStyleClass().add("form-hint");
    VBox lines = new VBox(name, sentence, size, data);
    lines.getStyleClass().add("card-lines");
    Button card = new Button(null, lines);
    card.setId("preset-" + preset);
    card.getStyleClass().add("preset-card");
    card.setAccessibleText(preset + ". " + words.sentence() + " " + words.data());
    card.setTooltip(new Tooltip("Open " + preset));
    card.setOnAction(event -> open.accept(preset));
    return card;
  }

  private static String size(String preset) {
    try {
      NetworkSpec network = Presets.read(preset, Map.of()).network();
      int classes =
          preset.equals("alexnet-photos") ? 100 : network.input().height() < 64 ? 10 : 1000;
      LayerTable table =
          LayerTable.of(network.unresolved() ? network.withClasses(classes) : network);
      return Amounts.rounded(table.totalParameters())
          + " parameters · "
          + Amounts.shape(
              List.of(
                  network.input().channels(), network.input().height(), network.input().width()));
    } catch (StudioException e) {
      throw new IllegalStateException("the program's own preset " + preset, e);
    }
  }
}
