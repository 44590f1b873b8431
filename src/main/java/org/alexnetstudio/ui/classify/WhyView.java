package org.alexnetstudio.ui.classify;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.ui.fx.Choice;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.ErrorDialog.Message;
import org.jspecify.annotations.Nullable;

/** The chosen image and why the network sees a class in it: choices above, colours over it. */
final class WhyView extends BorderPane {
  private static final double SIDE = 184;

  /** Below this height what can be done without gives way. */
  private static final double LOW = 400;

  private final WhyModel model;
  private final Command cancel;
  private final Region whole;
  private final WhyImage image;
  private final WhyLegend legend = new WhyLegend();
  private final Choice<WhyMethod> method =
      new Choice<>("Why", List.of(WhyMethod.values()), WhyMethod::text);
  private final ComboBox<LayerInfo> layer = new ComboBox<>();
  private final HBox layerChoice = new HBox(8, new Label("Layer"), layer);
  private final Label percent = new Label();
  private final Label facts = new Label();
  private final VBox first = new VBox();
  private final WhyWorking working;
  private final HBox explained;
  private @Nullable WhyColours colours;

  /**
   * The view.
   *
   * @param whole the whole image, large
   * @param original the same, small
   * @param cancel gives up what is under way
   */
  WhyView(WhyModel model, Region whole, Region original, Command cancel) {
    this.model = model;
    this.whole = whole;
    this.cancel = cancel;
    image = new WhyImage(model.blend());
    // Before the first answer it stands below the image, later beside the colours.
    working = new WhyWorking(model, cancel);
    working.getStyleClass().add("why-trouble");
    VBox.setVgrow(whole, Priority.ALWAYS);
    explained = new HBox(16, image, scrolled(side(original)));
    explained.getStyleClass().add("why-body");
    HBox.setHgrow(image, Priority.ALWAYS);
    setMinSize(0, 0);
    setTop(choices());
    model.latest().answer().addListener((value, before, now) -> answered(now));
    model.latest().problem().addListener((value, before, now) -> show());
    model.latest().pending().addListener((value, before, now) -> show());
    model.method().addListener((value, before, now) -> show());
    model.seen().bind(sceneProperty().isNotNull());
    show();
  }

  private Node choices() {
    Label why = new Label("Why");
    why.getStyleClass().add("text-muted");
    method.setId("why-method");
    method.value().bindBidirectional(model.method());
    layer.setId("why-layer");
    layer.setAccessibleText("Layer of Grad-CAM");
    layer.setTooltip(new Tooltip("The layer whose maps count"));
    layer.setCellFactory(list -> new LayerName());
    layer.setButtonCell(new LayerName());
    layer.setOnAction(
        event -> {
          LayerInfo chosen = layer.getValue();
          if (chosen != null) {
            model.layer().set(chosen.index());
          }
        });
    layerChoice.getChildren().get(0).getStyleClass().add("text-muted");
    layerChoice.setAlignment(Pos.CENTER_LEFT);
    HBox methods = new HBox(8, why, method);
    methods.setAlignment(Pos.CENTER_LEFT);
    FlowPane row = new FlowPane(16, 8, methods, layerChoice);
    row.getStyleClass().add("why-choices");
    return row;
  }

  private static final class LayerName extends ListCell<LayerInfo> {
    @Override
    protected void updateItem(@Nullable LayerInfo item, boolean empty) {
      super.updateItem(item, empty);
      setText(empty || item == null ? "" : item.name());
    }
  }

  private VBox side(Region original) {
    Label heading = heading("Original");
    original.setMinSize(SIDE, SIDE);
    original.setMaxSize(SIDE, SIDE);
    Slider blend = new Slider(0, 1, 0.6);
    blend.setId("why-blend");
    blend.setMinWidth(0);
    blend.setAccessibleText("Blend of image and colours");
    blend.setTooltip(new Tooltip("More of the image, or more of the colours (Left, Right)"));
    blend.valueProperty().bindBidirectional(model.blend());
    HBox.setHgrow(blend, Priority.ALWAYS);
    percent.getStyleClass().add("why-percent");
    percent.setMinWidth(Region.USE_PREF_SIZE);
    percent
        .textProperty()
        .bind(
            model
                .blend()
                .map(now -> String.format(Locale.ROOT, "%.0f %%", 100 * now.doubleValue())));
    HBox blending = new HBox(8, blend, percent);
    blending.setAlignment(Pos.CENTER_LEFT);
    facts.setWrapText(true);
    facts.setMinHeight(Region.USE_PREF_SIZE);
    facts.getStyleClass().addAll("text-muted", "text-small");
    facts.setId("why-facts");
    VBox whole = new VBox(4, heading, original);
    whole.visibleProperty().bind(heightProperty().greaterThan(LOW));
    whole.managedProperty().bind(whole.visibleProperty());
    VBox side =
        new VBox(
            whole,
            new VBox(4, heading("Blend"), blending),
            legend,
            new WhyWorking(model, cancel),
            facts);
    side.getStyleClass().add("why-side");
    side.setMinSize(SIDE, 0);
    side.setMaxWidth(SIDE);
    return side;
  }

  /** Where the text is large there may not be room for all of it. */
  private static ScrollPane scrolled(VBox side) {
    ScrollPane scroll = new ScrollPane(side);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinSize(SIDE, 0);
    scroll.setMinViewportWidth(SIDE);
    scroll.setPrefViewportWidth(SIDE);
    return scroll;
  }

  private static Label heading(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("why-heading");
    return label;
  }

  private void answered(@Nullable Why why) {
    colours = why == null ? null : WhyColours.of(why);
    if (why != null && why.method() == WhyMethod.GRAD_CAM) {
      showLayers(why.overview());
    }
    show();
  }

  private void showLayers(Overview overview) {
    int used = WhyModel.usedLayer(overview, model.layer().get());
    List<LayerInfo> all = WhyModel.layers(overview);
    LayerInfo chosen = all.stream().filter(each -> each.index() == used).findFirst().orElse(null);
    var asking = layer.getOnAction();
    layer.setOnAction(null);
    layer.getItems().setAll(all);
    layer.setValue(chosen);
    layer.setOnAction(asking);
  }

  private void show() {
    boolean cam = model.method().get() == WhyMethod.GRAD_CAM;
    layerChoice.setVisible(cam && !layer.getItems().isEmpty());
    Why why = model.latest().answer().get();
    Throwable problem = model.latest().problem().get();
    if (model.method().get() == WhyMethod.IMAGE) {
      setCenter(whole);
      return;
    }
    if (why == null) {
      showFirst(problem);
      return;
    }
    boolean current = why.method() == model.method().get();
    WhyColours above = current ? colours : null;
    image.show(why.overview().image(), above);
    image.setAccessibleText(
        model.method().get().text()
            + " of "
            + why.image().getFileName()
            + " for "
            + why.className());
    legend.setVisible(above != null);
    if (above != null) {
      legend.show(why, above);
    }
    facts.setText(current ? facts(why) : "");
    setCenter(explained);
  }

  /** Before there is an answer: the image, and below it how far that is. */
  private void showFirst(@Nullable Throwable problem) {
    if (problem == null && !model.isAskable()) {
      setCenter(whole);
    } else {
      first.getChildren().setAll(whole, problem == null ? working : trouble(problem));
      setCenter(first);
    }
  }

  private Node trouble(Throwable problem) {
    Message message = Message.of(problem);
    String why = message.why().strip();
    Label text =
        new Label(
            message.what() + ": " + why + (why.endsWith(".") ? " " : ". ") + message.remedy());
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    text.setMaxWidth(Double.MAX_VALUE);
    text.getStyleClass().add("text-muted");
    text.setId("why-trouble");
    VBox box = new VBox(6, text, WhyWorking.again("Try again", model));
    box.getStyleClass().add("why-trouble");
    return box;
  }

  private static String facts(Why why) {
    String step = ResultText.number(why.weights().step());
    String computed =
        "Computed in "
            + time(why.millis())
            + (why.weights().live()
                ? " between two training steps, at step " + step
                : " by the weights of step " + step);
    Attribution found = why.attribution();
    return why.method() == WhyMethod.INTEGRATED
        ? String.format(
            Locale.ROOT,
            "Adds up to the logit, %.2f, less that of a blank image, %.2f.\n%s",
            found.score(),
            found.reference(),
            computed)
        : computed;
  }

  private static String time(long millis) {
    return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  /** The colours that are shown; null where there are none. */
  @Nullable WhyColours colours() {
    return colours;
  }
}
