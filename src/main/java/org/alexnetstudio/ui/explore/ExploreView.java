package org.alexnetstudio.ui.explore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;
import org.alexnetstudio.session.Studio;
import org.alexnetstudio.ui.fx.Command;
import org.alexnetstudio.ui.fx.EmptyState;
import org.alexnetstudio.ui.fx.FilePrompts;
import org.alexnetstudio.ui.fx.FilePrompts.Kind;
import org.alexnetstudio.ui.fx.FxThread;
import org.alexnetstudio.ui.fx.GuideLink;
import org.alexnetstudio.ui.fx.GuideTopic;
import org.alexnetstudio.ui.fx.PaneFrame;
import org.alexnetstudio.ui.run.ShownRun;
import org.jspecify.annotations.Nullable;

/**
 * The workspace that looks inside the network that learns, or the model opened last: its layers,
 * the units of one, one unit, and how one of its numbers comes about.
 */
public final class ExploreView extends StackPane {
  private static final String GROUP = "Explore";

  private final ExploreModel model;
  private final ExploreSource source;
  private final ShownImages images;
  private final UnitsModel unitsModel;
  private final UnitsPane units;
  private final ExploreLayout layout;
  private final ImageIntake intake;
  private final Refreshing refreshing;
  private final PauseTransition wake = new PauseTransition();
  private final BooleanProperty ready = new SimpleBooleanProperty();
  private final List<Command> commands = new ArrayList<>();

  /** Whether kept weights are looked at while a training goes on. */
  private boolean still;

  /**
   * The workspace; it asks when it is shown.
   *
   * @param model shared with the panes
   * @param unit the pane with one unit
   * @param arithmetic the pane that shows how a number comes about
   * @param paneCommands the actions of those two
   * @param toNetwork what can be done where there is no network
   * @param shares where the dividers stand
   */
  public ExploreView(
      ExploreModel model,
      Studio studio,
      ExploreSource source,
      PaneFrame unit,
      PaneFrame arithmetic,
      List<Command> paneCommands,
      List<Command> toNetwork,
      ExploreShares shares) {
    this.model = model;
    this.source = source;
    getStyleClass().add("explore");
    setMinSize(0, 0);
    images =
        new ShownImages(
            model,
            source.run(),
            image -> studio.thumbnail(image, ImageMenu.pixels()),
            studio.images()::samples,
            FxThread::run);
    intake = new ImageIntake(this, images, studio.images());
    unitsModel = new UnitsModel(model);
    LayersModel layersModel = new LayersModel(model);
    Command open = command("Open an image…", "Shortcut+O", this::openImage);
    Command paste = command("Paste an image", "Shortcut+V", intake::paste);
    LayerBox layerBox = new LayerBox(model, layersModel);
    ImageMenu imageMenu =
        new ImageMenu(
            model,
            images,
            image -> studio.thumbnail(image, ImageMenu.pixels()),
            List.of(open, paste));
    WeightsMenu weights = weights(studio);
    weights.setNarrow();
    Saving saving = new Saving(this, studio.images(), FilePrompts::save, images::tell);
    units =
        new UnitsPane(
            model, unitsModel, images, imageMenu, List.of(weights, layerBox), open, saving);
    layout =
        new ExploreLayout(
            new LayersPane(model, layersModel, weights(studio)).frame(),
            units.frame(),
            unit,
            arithmetic,
            model.calculating(),
            shares);
    for (Node instead : List.of(layerBox, weights)) {
      instead.visibleProperty().bind(layout.narrow());
      instead.managedProperty().bind(layout.narrow());
    }
    imageMenu.setNarrow(layout.narrow().get());
    layout.narrow().addListener((value, before, now) -> imageMenu.setNarrow(now));
    commands.addAll(List.of(layout.maximising().toggleCommand()));
    commands.add(layout.maximising().restoreCommand());
    commands.addAll(List.of(open, paste));
    commands.addAll(units.commands());
    commands.addAll(paneCommands);
    Node noNetwork = noNetwork(toNetwork);
    Node early =
        new EmptyState(
            "mdal-hourglass_empty", "The network can be looked into from its first step.");
    noNetwork.visibleProperty().bind(ready.not().and(Bindings.not(source.training())));
    early.visibleProperty().bind(ready.not().and(source.training()));
    layout.visibleProperty().bind(ready);
    StackPane behind = new StackPane(noNetwork, early);
    behind.getStyleClass().add("pane-frame");
    behind.visibleProperty().bind(ready.not());
    getChildren().addAll(layout, behind, intake);
    addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    refreshing =
        new Refreshing(
            model::refresh, this::isSeen, model.busy()::get, System::nanoTime, this::later);
    wake.setOnFinished(event -> refreshing.look());
    follow();
  }

  private WeightsMenu weights(Studio studio) {
    return new WeightsMenu(model, source.training(), studio::keptWeights, this::open);
  }

  /** While a training goes on the network of the workspace stays the same, and nothing is told. */
  private void open(@Nullable Path weights) {
    source.open().accept(weights);
    if (source.training().get()) {
      still = weights != null;
      refreshing.replaced();
    }
  }

  private static Command command(String name, String key, Runnable action) {
    return new Command(GROUP, name, key, action);
  }

  private static Node noNetwork(List<Command> toNetwork) {
    FlowPane actions = new FlowPane(8, 8);
    toNetwork.forEach(command -> actions.getChildren().add(command.button(null)));
    actions.getStyleClass().add("empty-actions");
    return new EmptyState(
        "mdal-apps",
        "Open a run or a model to look inside.",
        actions,
        new GuideLink("Which models there are", GuideTopic.MODELS));
  }

  private void follow() {
    source
        .run()
        .flatMap(ShownRun::snapshot)
        .addListener(
            (value, before, now) -> {
              if (source.training().get() && !still) {
                refreshing.changed();
              }
              look();
            });
    source.run().flatMap(ShownRun::revision).addListener((value, before, now) -> look());
    source
        .network()
        .addListener(
            (value, before, now) -> {
              if (now != null) {
                model.answeredBy(now);
                refreshing.replaced();
              }
              look();
            });
    source
        .training()
        .addListener(
            (value, before, now) -> {
              still = false;
              if (now) {
                // Its network need not have the units that are changed.
                model.forgetChanges();
              }
              refreshing.replaced();
              look();
            });
    model.busy().addListener((value, before, now) -> refreshing.look());
    sceneProperty().addListener((value, before, now) -> look());
    var shownIn = sceneProperty().flatMap(Scene::windowProperty);
    shownIn.flatMap(Window::showingProperty).addListener((value, before, now) -> look());
    shownIn
        .flatMap(each -> each instanceof Stage stage ? stage.iconifiedProperty() : null)
        .addListener((value, before, now) -> look());
    look();
  }

  private boolean isSeen() {
    Window shownIn = window();
    return shownIn != null
        && shownIn.isShowing()
        && !(shownIn instanceof Stage stage && stage.isIconified());
  }

  /** Whether there is a network is not told by anybody: it is looked at when anything happens. */
  private void look() {
    boolean before = ready.get();
    ready.set(source.ready().getAsBoolean());
    if (ready.get() && getScene() != null) {
      if (!before && model.image().get() != null) {
        refreshing.replaced();
      }
      images.showFirst();
      refreshing.look();
    }
  }

  private void later(double seconds) {
    wake.setDuration(Duration.seconds(seconds));
    wake.playFromStart();
  }

  /** Brackets, wherever the keyboard has them. */
  private void typed(KeyEvent event) {
    boolean bracket = event.getCharacter().equals("[") || event.getCharacter().equals("]");
    if (bracket && !(event.getTarget() instanceof TextInputControl)) {
      unitsModel.moveLayer(event.getCharacter().equals("[") ? -1 : 1);
      event.consume();
    }
  }

  private @Nullable Window window() {
    return getScene() == null ? null : getScene().getWindow();
  }

  private void openImage() {
    FilePrompts.open(window(), "Look at an image", Kind.IMAGES).ifPresent(images::choose);
  }

  /** Looks at an image. */
  void show(Path image) {
    images.choose(image);
  }

  @Override
  public void requestFocus() {
    units.grid().focus();
  }

  /** Where the dividers stand now. */
  public ExploreShares shares() {
    return layout.shares();
  }

  /** The actions of the workspace and its panes. */
  public List<Command> commands() {
    return List.copyOf(commands);
  }
}
