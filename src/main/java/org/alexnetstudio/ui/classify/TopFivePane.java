package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.ui.classify.Classification.State;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.EmptyState;
import org.alexnetstudio.ui.fx.ErrorDialog.Message;
import org.alexnetstudio.ui.fx.GuideLink;
import org.alexnetstudio.ui.fx.GuideTopic;
import org.alexnetstudio.ui.fx.Icons;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.alexnetstudio.ui.fx.Switch;
import org.jspecify.annotations.Nullable;

/** The likeliest classes of the chosen image, whose weights said so, and what to do with it. */
final class TopFivePane {
  private static final PseudoClass LIVE = PseudoClass.getPseudoClass("live");

  private final ClassifyModel model;
  private final WhyModel why;
  private final ReadOnlyObjectProperty<@Nullable Path> network;
  private final ObservableBooleanValue training;
  private final ClassifyCommands commands;
  private final ExplainChoice explain;

  private final PaneFrame frame = new PaneFrame("Top-5");
  private final Label weights = new Label();
  private final Button change = new Button("Change…");
  private final Button fineTune = new Button("Fine-tune");
  private final HBox banner = new HBox(8, Icons.of("mdmz-memory"), weights, fineTune, change);
  private final VBox result = new VBox();

  TopFivePane(
      ClassifyModel model,
      WhyModel why,
      ReadOnlyObjectProperty<@Nullable Path> network,
      ObservableBooleanValue training,
      ClassifyCommands commands) {
    this.model = model;
    this.why = why;
    this.network = network;
    this.training = training;
    this.commands = commands;
    explain = new ExplainChoice(why);
    frame.setId("top-five-pane");
    result.getStyleClass().add("top-five");
    result.setId("top-five");
    ScrollPane scroll = new ScrollPane(new VBox(banner(), result));
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("top-five-scroll");
    VBox foot = new VBox(12, tenCrops(), explain, buttons());
    foot.getStyleClass().add("top-five-foot");
    foot.setMinHeight(Region.USE_PREF_SIZE);
    frame.setCenter(scroll);
    frame.setBottom(foot);
    ChosenResult.listen(model, this::show);
    model.unanswerable().addListener((property, before, now) -> show());
    network.addListener((property, before, now) -> show());
    training.addListener((property, before, now) -> show());
    why.wanted().addListener((property, before, now) -> mark());
    show();
  }

  private Node banner() {
    banner.getStyleClass().add("weights-banner");
    banner.setId("weights-banner");
    banner.setAlignment(Pos.CENTER_LEFT);
    weights.setMinWidth(0);
    weights.setMaxWidth(Double.MAX_VALUE);
    weights.setWrapText(true);
    weights.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(weights, Priority.ALWAYS);
    banner(change, "change-model", commands.openModel());
    banner(fineTune, "fine-tune", commands.fineTune());
    return banner;
  }

  private static void banner(Button button, String id, Command command) {
    button.getStyleClass().addAll("flat", "small", "accent");
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(command.tooltip()));
    button.disableProperty().bind(command.disabled());
    button.setOnAction(event -> command.run());
  }

  private Node tenCrops() {
    Switch toggle = new Switch();
    toggle.setId("ten-crops");
    toggle.selectedProperty().bindBidirectional(model.tenCrop());
    toggle.setTooltip(new Tooltip(commands.tenCrop().tooltip()));
    toggle.setAccessibleText("Ten crops: corners and centre, and mirrored");
    Label name = new Label("Ten crops");
    name.setMinWidth(Region.USE_PREF_SIZE);
    Label hint = new Label("corners, centre, mirrored");
    hint.getStyleClass().addAll("text-muted", "text-small");
    hint.setMinWidth(0);
    hint.setMaxWidth(Double.MAX_VALUE);
    hint.setAlignment(Pos.CENTER_RIGHT);
    HBox.setHgrow(hint, Priority.ALWAYS);
    HBox row = new HBox(8, name, hint, toggle);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Node buttons() {
    Button export = commands.export().button(Icons.of("mdal-get_app"));
    Button pin = commands.pin().button(Icons.of("mdmz-push_pin"));
    export.setMaxWidth(Double.MAX_VALUE);
    pin.setMaxWidth(Double.MAX_VALUE);
    // A button that is disabled shows no tooltip; what lies around it does.
    StackPane around = new StackPane(pin);
    Tooltip why = new Tooltip();
    why.textProperty()
        .bind(
            Bindings.when(training)
                .then(commands.pin().tooltip())
                .otherwise("An image can be pinned while a training runs"));
    Tooltip.install(around, why);
    HBox row = new HBox(8, export, around);
    HBox.setHgrow(export, Priority.ALWAYS);
    HBox.setHgrow(around, Priority.ALWAYS);
    return row;
  }

  private void show() {
    ImageItem item = model.chosen().get();
    Classification now = item == null ? Classification.NEW : item.now();
    Answer<List<Prediction>> answer = now.answer();
    showWeights(answer, now);
    frame
        .subtitle()
        .set(
            answer == null
                ? ""
                : "of " + ResultText.number(answer.weights().classes()) + " classes");
    replace(content(item, now));
    mark();
  }

  /** A new answer of the same image takes the place of the old one under the keyboard, too. */
  private void replace(List<Node> content) {
    int focused = -1;
    for (int i = 0; i < result.getChildren().size(); i++) {
      focused = result.getChildren().get(i).isFocused() ? i : focused;
    }
    result.getChildren().setAll(content);
    if (focused >= 0 && focused < content.size()) {
      content.get(focused).requestFocus();
    }
  }

  /** The row of the class that is explained, where one was chosen. */
  private void mark() {
    ExplainedClass wanted = why.wanted().get();
    List<Prediction> top = top();
    for (int i = 0; i < Math.min(top.size(), result.getChildren().size()); i++) {
      if (result.getChildren().get(i) instanceof ClassRow row) {
        row.setExplained(wanted != null && top.get(i).className().equals(wanted.name()));
      }
    }
  }

  private List<Prediction> top() {
    ImageItem item = model.chosen().get();
    return item == null || item.now().problem() != null ? List.of() : item.now().top();
  }

  private void showWeights(@Nullable Answer<List<Prediction>> answer, Classification now) {
    boolean live = answer == null ? training.get() : answer.weights().live();
    Path opened = network.get();
    if (answer != null) {
      boolean old = now.pending();
      weights.setText(ResultText.weights(answer.weights()) + (old ? " · asked again" : ""));
    } else if (live) {
      weights.setText("Live weights of the training");
    } else {
      weights.setText(opened == null ? "No network" : "Weights of " + ResultText.modelName(opened));
    }
    Path asked = answer == null ? opened : answer.weights().model();
    weights.setTooltip(asked == null ? null : new Tooltip(asked.toString()));
    banner.pseudoClassStateChanged(LIVE, live);
    // What is opened answers only after a training that is under way.
    change.setVisible(!training.get());
    change.setManaged(!training.get());
    boolean model = opened != null && !training.get();
    fineTune.setVisible(model);
    fineTune.setManaged(model);
  }

  private List<Node> content(@Nullable ImageItem item, Classification now) {
    Message problem = now.problem();
    if (item != null && problem != null) {
      return List.of(failure(item, problem));
    }
    List<Prediction> top = now.top();
    if (!top.isEmpty()) {
      return IntStream.range(0, top.size()).mapToObj(i -> row(top.get(i), i == 0)).toList();
    }
    if (network.get() == null && !training.get()) {
      return List.of(noNetwork());
    }
    if (item == null) {
      return List.of(
          new EmptyState(
              "mdal-image_search", "The five likeliest classes of an image stand here."));
    }
    if (model.unanswerable().get()) {
      return List.of(
          new EmptyState(
              "mdal-hourglass_empty",
              "The training answers as soon as it has made its first step."));
    }
    return List.of(now.state() == State.UNASKED ? notAsked(item) : working());
  }

  /** The first is what is explained of each image where no class is chosen. */
  private Node row(Prediction prediction, boolean first) {
    ClassRow row = new ClassRow(prediction, first);
    row.onChosen(
        () ->
            why.wanted()
                .set(
                    first
                        ? null
                        : new ExplainedClass(prediction.classIndex(), prediction.className())));
    return row;
  }

  private Node noNetwork() {
    List<Node> actions = new ArrayList<>();
    commands.toNetwork().forEach(command -> actions.add(command.button(null)));
    actions.get(0).getStyleClass().add("accent");
    actions.add(new GuideLink("Which models there are", GuideTopic.MODELS));
    return new EmptyState(
        "mdmz-memory",
        "There is no network to ask yet. Open one, try the one that comes with the program, or get"
            + " one that knows ImageNet's thousand classes.",
        actions.toArray(Node[]::new));
  }

  private Node notAsked(ImageItem item) {
    Button again = new Button("Classify");
    again.setTooltip(new Tooltip("Classify this image"));
    again.setOnAction(event -> model.classifyAgain(item));
    return new EmptyState("mdal-image_search", "This image is not classified.", again);
  }

  private static Node working() {
    ProgressIndicator indicator = new ProgressIndicator();
    indicator.setPrefSize(24, 24);
    EmptyState state = new EmptyState("mdal-image_search", "Classifying…");
    state.getChildren().set(0, indicator);
    return state;
  }

  private Node failure(ImageItem item, Message problem) {
    Label what = wrapped(problem.what());
    what.getStyleClass().add("text-strong");
    Label why = wrapped(ResultText.sentence(problem.why()));
    Label remedy = wrapped(problem.remedy());
    remedy.getStyleClass().add("text-muted");
    HBox head = new HBox(8, Icons.of("mdal-error"), what);
    HBox.setHgrow(what, Priority.ALWAYS);
    Button again = new Button("Try again");
    again.setTooltip(new Tooltip("Classify this image again"));
    again.setOnAction(event -> model.classifyAgain(item));
    Button remove = commands.remove().button(null);
    VBox box = new VBox(8, head, why, remedy, new HBox(8, again, remove));
    box.getStyleClass().add("failure");
    box.setId("failure");
    return box;
  }

  private static Label wrapped(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.setMaxWidth(Double.MAX_VALUE);
    return label;
  }

  PaneFrame frame() {
    return frame;
  }
}
