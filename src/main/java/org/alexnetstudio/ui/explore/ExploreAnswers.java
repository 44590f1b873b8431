package org.alexnetstudio.ui.explore;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.binding.BooleanExpression;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.BackwardRule;
import org.alexnetstudio.insight.LayerActivations;
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
 * The questions about places inside the network, and the newest answer to each. Of the JavaFX
 * thread.
 */
final class ExploreAnswers {
  /** Of another validation patches may come, which are too many to be read with every answer. */
  private static final long PATCHES_NANOS = 30_000_000_000L;

  private final Explorer explorer;
  private final LongSupplier nanos;
  private final Latest<Answer<Overview>> overview;
  private final Latest<Answer<Overview>> untouched;
  private final Latest<Answer<LayerActivations>> activations;
  private final Latest<Answer<UnitView>> view;
  private final Latest<Answer<Arithmetic>> arithmetic;
  private final Latest<Answer<WeightUpdate>> weightUpdate;
  private final Latest<Patches> patches;
  private final BooleanExpression busy;
  private final BooleanExpression calculating;
  private long patchesAsked;

  /** Nothing is asked yet; answers are taken on {@code fx}, the JavaFX thread. */
  ExploreAnswers(Explorer explorer, Executor fx, LongSupplier nanos) {
    this.explorer = explorer;
    this.nanos = nanos;
    overview = new Latest<>(fx);
    untouched = new Latest<>(fx);
    activations = new Latest<>(fx);
    view = new Latest<>(fx);
    arithmetic = new Latest<>(fx);
    weightUpdate = new Latest<>(fx);
    patches = new Latest<>(fx);
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
  }

  /** Asks about all layers, where units are changed also as they would be without that. */
  void askOverview(Path image, Surgery surgery) {
    overview.ask(explorer.overview(image, surgery));
    if (surgery.isEmpty()) {
      untouched.clear();
    } else {
      untouched.ask(explorer.overview(image, Surgery.NONE));
    }
  }

  void askLayer(Path image, Surgery surgery, int layer) {
    activations.ask(explorer.layer(image, surgery, layer));
  }

  void askUnit(
      Path image, Surgery surgery, int layer, int unit, @Nullable Spot spot, BackwardRule rule) {
    view.ask(explorer.unit(image, surgery, layer, unit, spot, rule));
  }

  void askPatches(int layer, int unit) {
    patchesAsked = nanos.getAsLong();
    patches.ask(explorer.patches(layer, unit));
  }

  /** Whether there may be others by now. */
  boolean patchesDue() {
    return patches.answer().get() == null || nanos.getAsLong() - patchesAsked >= PATCHES_NANOS;
  }

  void askArithmetic(Path image, Surgery surgery, int layer, int unit, Spot spot) {
    arithmetic.ask(explorer.arithmetic(image, surgery, layer, unit, spot));
  }

  void askWeight(int layer, int unit, int index) {
    weightUpdate.ask(explorer.weightUpdate(layer, unit, index));
  }

  /** Forgets all that is of an image. */
  void clear() {
    List.<Latest<?>>of(overview, untouched, activations, view, arithmetic).forEach(Latest::clear);
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
