package org.alexnetstudio.ui.explore;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.Arithmetic.Connected;
import org.alexnetstudio.insight.Arithmetic.Convolution;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.ImageFiles;
import org.alexnetstudio.ui.fx.Choice;
import org.alexnetstudio.ui.fx.FilePrompts;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.jspecify.annotations.Nullable;

/**
 * The pane that shows how one number of a map comes about: forward, from the layer's input; or
 * backward, how the last training step changed the weights that it comes from.
 */
public final class ArithmeticPane {
  /** What is shown. */
  enum Direction {
    /** How the activation is computed. */
    FORWARD,
    /** What the last step did to a weight. */
    BACKWARD
  }

  private final ExploreModel model;
  private final PaneFrame frame = new PaneFrame("Arithmetic");
  private final Choice<Direction> direction =
      new Choice<>(
          "Direction",
          List.of(Direction.values()),
          each -> each == Direction.FORWARD ? "Forward" : "Backward");
  private final Button copy =
      Icons.button("mdal-content_copy", "Copy the arithmetic as text", this::copy);
  private final Button close;
  private final Label readout = new Label();
  private final ScrollPane scroll = new ScrollPane();
  private final ConvolutionBody convolution = new ConvolutionBody(this::tell);
  private final ContributorTable contributors = new ContributorTable(each -> {});
  private final SumTable connectedSum = new SumTable();
  private final HBox connected = new HBox(contributors, connectedSum);
  private final FewNumbersBody few = new FewNumbersBody();
  private final WeightsBody weights;

  /** Of the place that {@code model} is at; {@code files} writes what is saved. */
  public ArithmeticPane(ExploreModel model, ImageFiles files) {
    this(model, files, FilePrompts::save);
  }

  ArithmeticPane(ExploreModel model, ImageFiles files, SavePrompt prompt) {
    this.model = model;
    close = Icons.button("mdal-close", "Close the arithmetic", model::closeArithmetic);
    copy.setId("copy-arithmetic");
    close.setId("close-arithmetic");
    direction.setId("direction");
    direction.getStyleClass().add("small-choice");
    weights = new WeightsBody(model, this::tell);
    connected.getStyleClass().add("arithmetic-body");
    HBox.setHgrow(contributors, Priority.ALWAYS);
    frame.setId("arithmetic-pane");
    frame.choices().addAll(direction, copy, close);
    frame
        .more()
        .addAll(ArithmeticSaving.menus(model, new Saving(frame, files, prompt, this::tell)));
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.getStyleClass().add("part-scroll");
    readout.getStyleClass().add("part-readout");
    readout.setMaxWidth(Double.MAX_VALUE);
    direction.value().addListener((value, before, now) -> show());
    model.arithmetic().answer().addListener((value, before, now) -> show());
    model.arithmetic().problem().addListener((value, before, now) -> show());
    model.arithmetic().pending().addListener((value, before, now) -> show());
    model.overview().answer().addListener((value, before, now) -> show());
    frame.subtitleShown().addListener((value, before, now) -> tell(""));
    tell("");
    show();
  }

  private void tell(String text) {
    readout.setText(text.isEmpty() ? hint() : text);
  }

  /** Where the number is, where the header of a narrow window has no room for it. */
  private String hint() {
    return frame.subtitleShown().get()
        ? "Move over a number to see what it is made of"
        : frame.subtitle().get();
  }

  private void show() {
    Answer<Arithmetic> answer = model.arithmetic().answer().get();
    Answer<Overview> overview = model.overview().answer().get();
    Throwable problem = model.arithmetic().problem().get();
    boolean shown = answer != null && overview != null;
    direction.setDisable(!shown);
    copy.setDisable(!shown);
    frame.more().forEach(each -> each.setDisable(!shown));
    close.setDisable(answer == null && problem == null && !model.arithmetic().pending().get());
    if (shown && answer != null && overview != null) {
      show(answer.value(), overview.value());
      frame.setCenter(scroll);
      frame.setBottom(readout);
      tell("");
      return;
    }
    frame.subtitle().set("");
    frame.setBottom(null);
    if (problem != null) {
      frame.setCenter(new ProblemBox(problem));
    } else if (model.arithmetic().pending().get()) {
      frame.setCenter(line("Computing…"));
    } else {
      frame.setCenter(line("Click a pixel of the map to see how its value is computed."));
    }
  }

  private static Node line(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().addAll("text-muted", "arithmetic-line");
    StackPane.setAlignment(label, Pos.CENTER);
    return new StackPane(label);
  }

  private void show(Arithmetic arithmetic, Overview overview) {
    List<LayerInfo> layers = overview.layers();
    Surgery surgery = model.surgery().get();
    frame.subtitle().set(ArithmeticText.where(arithmetic.at(), layers, overview.image()));
    if (direction.value().get() == Direction.BACKWARD) {
      weights.show(arithmetic, layers);
      put(weights);
    } else if (arithmetic instanceof Convolution shown) {
      convolution.show(shown, layers, surgery, overview.image());
      put(convolution);
    } else if (arithmetic instanceof Connected shown) {
      contributors.show(shown, layers);
      connectedSum.show(shown, layers, surgery, 0);
      put(connected);
    } else {
      few.show(arithmetic, layers, surgery);
      put(few);
    }
  }

  private void put(Node body) {
    if (scroll.getContent() != body) {
      scroll.setContent(body);
    }
  }

  private void copy() {
    String text = text();
    if (text != null) {
      ClipboardContent content = new ClipboardContent();
      content.putString(text);
      Clipboard.getSystemClipboard().setContent(content);
    }
  }

  /** The arithmetic as text; null where there is none. */
  @Nullable String text() {
    Answer<Arithmetic> answer = model.arithmetic().answer().get();
    Answer<Overview> overview = model.overview().answer().get();
    if (answer == null || overview == null) {
      return null;
    }
    int channel = answer.value() instanceof Convolution ? convolution.channel() : 0;
    return ArithmeticText.of(
        answer.value(),
        overview.value().layers(),
        model.surgery().get(),
        overview.value().image(),
        channel);
  }

  /** The pane. */
  public PaneFrame frame() {
    return frame;
  }
}
