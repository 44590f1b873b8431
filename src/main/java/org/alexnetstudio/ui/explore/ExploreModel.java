package org.alexnetstudio.ui.explore;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
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
 * Where the user is inside the network, image, layer, unit, place, and what is to be seen there. A
 * choice asks about all that depends on it. Of the JavaFX thread.
 */
public final class ExploreModel {
  /** In place of a weight: none is chosen. */
  private static final int NO_WEIGHT = -2;

  private final Explorer explorer;

  private final ReadOnlyObjectWrapper<@Nullable Path> image = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyIntegerWrapper layer = new ReadOnlyIntegerWrapper(1);
  private final ReadOnlyIntegerWrapper unit = new ReadOnlyIntegerWrapper(-1);
  private final ReadOnlyObjectWrapper<@Nullable Spot> spot = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<BackwardRule> rule = new SimpleObjectProperty<>(BackwardRule.GUIDED);
  private final ReadOnlyObjectWrapper<Surgery> surgery = new ReadOnlyObjectWrapper<>(Surgery.NONE);
  private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
  private final Deque<Surgery> before = new ArrayDeque<>();
  private int weight = NO_WEIGHT;

  private final Latest<Answer<Overview>> overview;
  private final Latest<Answer<Overview>> untouched;
  private final Latest<Answer<LayerActivations>> activations;
  private final Latest<Answer<UnitView>> view;
  private final Latest<Answer<Arithmetic>> arithmetic;
  private final Latest<Answer<WeightUpdate>> weightUpdate;
  private final Latest<Patches> patches;
  private final BooleanExpression busy;
  private final BooleanExpression calculating;

  /** Nothing is chosen but the first layer; answers are taken on {@code fx}, the JavaFX thread. */
  public ExploreModel(Explorer explorer, Executor fx) {
    this.explorer = explorer;
    overview = new Latest<>(fx);
    untouched = new Latest<>(fx);
    activations = new Latest<>(fx);
    view = new Latest<>(fx);
    arithmetic = new Latest<>(fx);
    weightUpdate = new Latest<>(fx);
    patches = new Latest<>(fx);
    rule.addListener((value, was, now) -> askUnit());
    BooleanExpression asked = overview.pending();
    for (Latest<?> each :
        List.of(untouched, activations, view, arithmetic, weightUpdate, patches)) {
      asked = asked.or(each.pending());
    }
    busy = asked;
    calculating =
        arithmetic
            .pending()
            .or(arithmetic.answer().isNotNull())
            .or(arithmetic.problem().isNotNull());
    overview.answer().addListener((value, was, now) -> keepWithin(now));
    activations.answer().addListener((value, was, now) -> keepWithinLayer(now));
  }

  /** Looks at another image, at the same layer and unit. */
  public void show(@Nullable Path next) {
    image.set(next);
    spot.set(null);
    refresh();
  }

  /** Asks about all that is shown again: the weights, or the model, are others now. */
  public void refresh() {
    if (image.get() == null) {
      for (Latest<?> each : new Latest<?>[] {overview, untouched, activations, view, arithmetic}) {
        each.clear();
      }
      return;
    }
    askOverview();
    askLayer();
    askUnit();
    askPatches();
    askArithmetic();
    askWeight();
  }

  /** Another model may have fewer layers. */
  private void keepWithin(@Nullable Answer<Overview> answer) {
    if (answer != null && layer.get() >= answer.value().layers().size()) {
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
    view.clear();
    patches.clear();
    closeArithmetic();
  }

  /** Goes to a layer, and to none of its units. */
  public void chooseLayer(int index) {
    if (layer.get() != index) {
      layer.set(index);
      forgetUnit();
      activations.clear();
      askLayer();
    }
  }

  /** Goes to a unit of the layer. */
  public void chooseUnit(int index) {
    if (unit.get() != index) {
      boolean counting = arithmetic.answer().get() != null && spot.get() != null;
      unit.set(index);
      patches.clear();
      askUnit();
      askPatches();
      if (counting) {
        // The same place in another map, which can be compared.
        weightUpdate.clear();
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
    arithmetic.clear();
    weight = NO_WEIGHT;
    weightUpdate.clear();
  }

  /** Asks what the last training step did to a weight of the unit; -1 is its bias. */
  public void chooseWeight(int index) {
    weight = index;
    askWeight();
  }

  /** Scales the output of the unit that is chosen; 0 mutes it, 1 gives it back. */
  public void scale(float factor) {
    Surgery next = surgery.get().with(new Surgery.Unit(layer.get(), unit.get()), factor);
    if (unit.get() >= 0 && !next.equals(surgery.get())) {
      before.push(surgery.get());
      operate(next);
    }
  }

  /** Scales it on, as one change with the last one: the knob is still being dragged. */
  public void scaleOn(float factor) {
    Surgery next = surgery.get().with(new Surgery.Unit(layer.get(), unit.get()), factor);
    if (unit.get() >= 0 && !next.equals(surgery.get())) {
      operate(next);
    }
  }

  /** Takes the last change of a unit back. */
  public void undo() {
    if (!before.isEmpty()) {
      operate(before.pop());
    }
  }

  /** Gives all units back as they were. */
  public void restoreAll() {
    if (!surgery.get().isEmpty()) {
      before.push(surgery.get());
      operate(Surgery.NONE);
    }
  }

  private void operate(Surgery next) {
    surgery.set(next);
    undoable.set(!before.isEmpty());
    refresh();
  }

  private void askOverview() {
    Path shown = image.get();
    if (shown != null) {
      overview.ask(explorer.overview(shown, surgery.get()));
      if (surgery.get().isEmpty()) {
        untouched.clear();
      } else {
        untouched.ask(explorer.overview(shown, Surgery.NONE));
      }
    }
  }

  private void askLayer() {
    Path shown = image.get();
    if (shown != null) {
      activations.ask(explorer.layer(shown, surgery.get(), layer.get()));
    }
  }

  private void askUnit() {
    Path shown = image.get();
    if (shown != null && unit.get() >= 0) {
      view.ask(
          explorer.unit(shown, surgery.get(), layer.get(), unit.get(), spot.get(), rule.get()));
    }
  }

  private void askPatches() {
    if (unit.get() >= 0) {
      patches.ask(explorer.patches(layer.get(), unit.get()));
    }
  }

  private void askArithmetic() {
    Path shown = image.get();
    Spot place = spot.get();
    if (shown != null && place != null && unit.get() >= 0 && layer.get() > 0) {
      arithmetic.ask(explorer.arithmetic(shown, surgery.get(), layer.get(), unit.get(), place));
    }
  }

  private void askWeight() {
    if (unit.get() >= 0 && weight != NO_WEIGHT) {
      weightUpdate.ask(explorer.weightUpdate(layer.get(), unit.get(), weight));
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
    return surgery.getReadOnlyProperty();
  }

  /** Whether a change can be taken back. */
  public ReadOnlyBooleanProperty undoable() {
    return undoable.getReadOnlyProperty();
  }

  /** Whether any question is under way. */
  BooleanExpression busy() {
    return busy;
  }

  /** Whether the arithmetic is open: asked for, shown, or failed. */
  BooleanExpression calculating() {
    return calculating;
  }

  /** All layers, and the likeliest classes, with the units as they are changed. */
  Latest<Answer<Overview>> overview() {
    return overview;
  }

  /** The same with no unit changed; no answer where none is. */
  Latest<Answer<Overview>> untouched() {
    return untouched;
  }

  /** All units of the layer. */
  Latest<Answer<LayerActivations>> activations() {
    return activations;
  }

  /** The unit. */
  Latest<Answer<UnitView>> view() {
    return view;
  }

  /** What excites the unit most. */
  Latest<Patches> patches() {
    return patches;
  }

  /** How the number at the place comes about; no answer while it is closed. */
  Latest<Answer<Arithmetic>> arithmetic() {
    return arithmetic;
  }

  /** What the last step did to the weight that was chosen. */
  Latest<Answer<WeightUpdate>> weightUpdate() {
    return weightUpdate;
  }
}
