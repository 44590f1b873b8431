package org.alexnetstudio.ui.explore;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.BackwardRule;
import org.alexnetstudio.insight.LayerActivations;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Patches;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.insight.UnitView;
import org.alexnetstudio.insight.WeightUpdate;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.Explorer;
import org.alexnetstudio.ui.fx.Latest;
import org.jspecify.annotations.Nullable;

/**
 * Where the user is inside the network: image, layer, unit, place. A choice asks about all that
 * depends on it. Of the JavaFX thread.
 */
public final class ExploreModel {
  /** In place of a weight: none is chosen. */
  private static final int NO_WEIGHT = -2;

  private final Explorer explorer;
  private final ExploreAnswers answers;

  private final ReadOnlyObjectWrapper<@Nullable Path> image = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyIntegerWrapper layer = new ReadOnlyIntegerWrapper(1);
  private final ReadOnlyIntegerWrapper unit = new ReadOnlyIntegerWrapper(-1);
  private final ReadOnlyObjectWrapper<@Nullable Spot> spot = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<BackwardRule> rule = new SimpleObjectProperty<>(BackwardRule.GUIDED);
  private final SurgeryHistory surgery = new SurgeryHistory();
  private int weight = NO_WEIGHT;

  /** The run, or the model, that answered last; null before the first answer. */
  private @Nullable Path run;

  /** Nothing is chosen but the first layer; answers are taken on {@code fx}, the JavaFX thread. */
  public ExploreModel(Explorer explorer, Executor fx) {
    this(explorer, fx, System::nanoTime);
  }

  ExploreModel(Explorer explorer, Executor fx, LongSupplier nanos) {
    this.explorer = explorer;
    answers = new ExploreAnswers(explorer, fx, nanos);
    rule.addListener((value, was, now) -> askUnit());
    answers.overview().answer().addListener((value, was, now) -> keepWithin(now));
    answers.activations().answer().addListener((value, was, now) -> keepWithinLayer(now));
  }

  /** Looks at another image, at the same layer and unit. */
  public void show(@Nullable Path next) {
    if (!Objects.equals(next, image.get())) {
      // Numbers of the image before would be taken for those of this one.
      closeArithmetic();
      answers.view().clear();
      answers.activations().clear();
    }
    spot.set(null);
    image.set(next);
    refresh();
  }

  /**
   * Questions go to this model from now on; changes of another run's units are forgotten. Whether
   * there were any, so that it is to be asked again.
   */
  boolean answeredBy(Path model) {
    Path before = run;
    run = ModelPlace.run(model);
    return before != null && !before.equals(run) && forgetChanges();
  }

  /** Gives all units back, not to be undone; whether any was changed. */
  boolean forgetChanges() {
    closeArithmetic();
    answers.patches().clear();
    return surgery.forget();
  }

  /** Asks about all that is shown again: the weights, or the model, are others now. */
  public void refresh() {
    if (image.get() == null) {
      answers.clear();
      return;
    }
    askOverview();
    askLayer();
    askUnit();
    if (answers.patchesDue()) {
      askPatches();
    }
    if (answers.calculating().get()) {
      askArithmetic();
    }
    askWeight();
  }

  /** Another model may have fewer layers. */
  private void keepWithin(@Nullable Answer<Overview> answer) {
    if (answer == null) {
      return;
    }
    if (answeredBy(answer.weights().model())) {
      refresh();
    }
    if (layer.get() >= answer.value().layers().size()) {
      chooseLayer(answer.value().layers().size() - 1);
    }
  }

  /** Another model may have fewer units, and smaller maps. */
  private void keepWithinLayer(@Nullable Answer<LayerActivations> answer) {
    if (answer == null) {
      return;
    }
    LayerInfo shown = answer.value().layer();
    Spot place = spot.get();
    if (unit.get() >= shown.units()) {
      forgetUnit();
    } else if (place != null
        && (place.row() >= shown.height() || place.column() >= shown.width())) {
      spot.set(null);
      closeArithmetic();
      askUnit();
    }
  }

  private void forgetUnit() {
    unit.set(-1);
    spot.set(null);
    answers.view().clear();
    answers.patches().clear();
    closeArithmetic();
  }

  /** Goes to a layer, and to none of its units. */
  public void chooseLayer(int index) {
    if (layer.get() != index) {
      layer.set(index);
      forgetUnit();
      answers.activations().clear();
      askLayer();
    }
  }

  /** Goes to a unit of the layer. */
  public void chooseUnit(int index) {
    if (unit.get() != index) {
      boolean counting = answers.arithmetic().answer().get() != null && spot.get() != null;
      unit.set(index);
      answers.patches().clear();
      askUnit();
      askPatches();
      if (counting) {
        // The same place in another map, which can be compared.
        answers.weightUpdate().clear();
        askArithmetic();
        askWeight();
      } else {
        spot.set(null);
        closeArithmetic();
      }
    }
  }

  /** Goes to a place on the unit's map, and shows how its number comes about. */
  public void chooseSpot(Spot place) {
    spot.set(place);
    askUnit();
    askArithmetic();
  }

  /** Puts the arithmetic away. */
  public void closeArithmetic() {
    answers.arithmetic().clear();
    weight = NO_WEIGHT;
    answers.weightUpdate().clear();
  }

  /** Asks what the last training step did to a weight of the unit; -1 is its bias. */
  public void chooseWeight(int index) {
    weight = index;
    askWeight();
  }

  /** Scales the output of the unit that is chosen; 0 mutes it, 1 gives it back. */
  public void scale(float factor) {
    scale(factor, false);
  }

  /** Scales it on, as one change with the last one: the knob is still being dragged. */
  public void scaleOn(float factor) {
    scale(factor, true);
  }

  /** Mutes the unit that is chosen, or gives it the factor back that it had before. */
  public void mute(boolean muted) {
    scale(muted ? 0 : surgery.beforeMuting(chosen()));
  }

  private void scale(float factor, boolean goesOn) {
    if (unit.get() >= 0) {
      operate(surgery.change(surgery.now().get().with(chosen(), factor), goesOn));
    }
  }

  private Surgery.Unit chosen() {
    return new Surgery.Unit(layer.get(), unit.get());
  }

  /** Takes the last change of a unit back. */
  public void undo() {
    operate(surgery.undo());
  }

  /** Gives all units back as they were. */
  public void restoreAll() {
    operate(surgery.change(Surgery.NONE, false));
  }

  private void operate(boolean changed) {
    if (changed) {
      refresh();
    }
  }

  /** All filters of the layer; fails where it is no convolution. */
  CompletableFuture<Answer<FilterBank>> filters() {
    return explorer.filters(layer.get());
  }

  private void askOverview() {
    Path shown = image.get();
    if (shown != null) {
      answers.askOverview(shown, surgery.now().get());
    }
  }

  private void askLayer() {
    Path shown = image.get();
    if (shown != null) {
      answers.askLayer(shown, surgery.now().get(), layer.get());
    }
  }

  private void askUnit() {
    Path shown = image.get();
    if (shown != null && unit.get() >= 0) {
      answers.askUnit(shown, surgery.now().get(), layer.get(), unit.get(), spot.get(), rule.get());
    }
  }

  private void askPatches() {
    if (unit.get() >= 0) {
      answers.askPatches(layer.get(), unit.get());
    }
  }

  private void askArithmetic() {
    Path shown = image.get();
    Spot place = spot.get();
    if (shown != null && place != null && unit.get() >= 0 && layer.get() > 0) {
      answers.askArithmetic(shown, surgery.now().get(), layer.get(), unit.get(), place);
    }
  }

  private void askWeight() {
    if (unit.get() >= 0 && weight != NO_WEIGHT) {
      answers.askWeight(layer.get(), unit.get(), weight);
    }
  }

  /** The image that is looked at; null for none. */
  public ReadOnlyObjectProperty<@Nullable Path> image() {
    return image.getReadOnlyProperty();
  }

  /** The layer; 0 is the input. */
  public ReadOnlyIntegerProperty layer() {
    return layer.getReadOnlyProperty();
  }

  /** The unit; -1 for none. */
  public ReadOnlyIntegerProperty unit() {
    return unit.getReadOnlyProperty();
  }

  /** The place on the unit's map; null where none was chosen. */
  public ReadOnlyObjectProperty<@Nullable Spot> spot() {
    return spot.getReadOnlyProperty();
  }

  /** How the unit is carried back to the image. */
  public ObjectProperty<BackwardRule> rule() {
    return rule;
  }

  /** Which units are changed. */
  public ReadOnlyObjectProperty<Surgery> surgery() {
    return surgery.now();
  }

  /** Whether a change can be taken back. */
  public ReadOnlyBooleanProperty undoable() {
    return surgery.undoable();
  }

  /** Whether any question is under way. */
  BooleanExpression busy() {
    return answers.busy();
  }

  /** Whether the arithmetic is open: asked for, shown, or failed. */
  BooleanExpression calculating() {
    return answers.calculating();
  }

  /** All layers, and the likeliest classes, with the units as they are changed. */
  Latest<Answer<Overview>> overview() {
    return answers.overview();
  }

  /** The same with no unit changed; no answer where none is. */
  Latest<Answer<Overview>> untouched() {
    return answers.untouched();
  }

  /** All units of the layer. */
  Latest<Answer<LayerActivations>> activations() {
    return answers.activations();
  }

  /** The unit. */
  Latest<Answer<UnitView>> view() {
    return answers.view();
  }

  /** What excites the unit most. */
  Latest<Patches> patches() {
    return answers.patches();
  }

  /** How the number at the place comes about; no answer while it is closed. */
  Latest<Answer<Arithmetic>> arithmetic() {
    return answers.arithmetic();
  }

  /** What the last step did to the weight that was chosen. */
  Latest<Answer<WeightUpdate>> weightUpdate() {
    return answers.weightUpdate();
  }
}
