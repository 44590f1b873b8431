package org.alexnetstudio.ui.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.alexnetstudio.session.RunFollowing;
import org.alexnetstudio.session.RunListener;
import org.alexnetstudio.ui.run.LossSeries;
import org.alexnetstudio.ui.run.ShownRun;
import org.jspecify.annotations.Nullable;

/** What the curves show and how: the shown run, those compared with it, axes, smoothing, view. */
final class CurvesModel {
  /** Smooths a step at 50 images/s over about a minute. */
  private static final double DEFAULT_SMOOTHING = 0.97;

  /** A zoom goes no deeper. */
  private static final int LEAST_STEPS = 4;

  private final CurvesComparisons comparisons;
  private final ObjectProperty<CurvesAxis> axis = new SimpleObjectProperty<>(CurvesAxis.STEP);
  private final BooleanProperty logarithmic = new SimpleBooleanProperty();
  private final DoubleProperty smoothing = new SimpleDoubleProperty(DEFAULT_SMOOTHING);
  private final ObjectProperty<CurvesZoom> zoom = new SimpleObjectProperty<>(CurvesZoom.NONE);
  private final DoubleProperty crosshair = new SimpleDoubleProperty(Double.NaN);
  private final ReadOnlyObjectWrapper<CurvesRun> shown = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
  private final ReadOnlyLongWrapper overlayRevision = new ReadOnlyLongWrapper();

  /**
   * Curves of {@code run}, whose value is replaced with the next run.
   *
   * @param follow reads the folder of a run for comparison
   */
  CurvesModel(ObservableValue<ShownRun> run, BiFunction<Path, RunListener, RunFollowing> follow) {
    comparisons = new CurvesComparisons(follow, this::change);
    run.addListener((value, before, now) -> show(now));
    run.flatMap(ShownRun::revision).addListener((value, before, now) -> change());
    run.flatMap(ShownRun::live).addListener((value, before, now) -> changeOverlay());
    run.flatMap(ShownRun::cursor).addListener((value, before, now) -> changeOverlay());
    axis.addListener((value, before, now) -> carryOver(before, now));
    for (ObservableValue<?> each : List.of(axis, logarithmic, smoothing, zoom)) {
      each.addListener((value, before, now) -> change());
    }
    crosshair.addListener((value, before, now) -> changeOverlay());
    show(run.getValue());
  }

  private void show(ShownRun run) {
    shown.set(new CurvesRun(run, CurvesStyle.SHOWN, "This run"));
    zoom.set(CurvesZoom.NONE);
    crosshair.set(Double.NaN);
    change();
  }

  private void change() {
    revision.set(revision.get() + 1);
  }

  private void changeOverlay() {
    overlayRevision.set(overlayRevision.get() + 1);
  }

  /** The same steps stay in view when the axis counts something else. */
  private void carryOver(CurvesAxis before, CurvesAxis now) {
    CurvesRun first = first();
    CurvesRange x = zoom.get().x();
    crosshair.set(Double.NaN);
    if (x == null || first == null) {
      return;
    }
    double low = now.of(first.history(), before.step(first.history(), x.low()));
    double high = now.of(first.history(), before.step(first.history(), x.high()));
    zoom.set(zoom.get().withX(low < high ? new CurvesRange(low, high) : null));
  }

  /** The runs that have steps, the shown one first. */
  List<CurvesRun> runs() {
    List<CurvesRun> runs = new ArrayList<>(comparisons.runs());
    runs.add(0, shown.get());
    runs.removeIf(CurvesRun::isEmpty);
    return runs;
  }

  /** The first run with steps, which crosshair and axes go by; null where there is none. */
  @Nullable CurvesRun first() {
    List<CurvesRun> runs = runs();
    return runs.isEmpty() ? null : runs.get(0);
  }

  /** All there is on the x axis. */
  CurvesRange all() {
    double end = 0;
    for (CurvesRun each : runs()) {
      LossSeries losses = each.history().losses();
      end = Math.max(end, axis.get().of(each.history(), losses.lastStep()));
    }
    return end > 0 ? new CurvesRange(0, end) : new CurvesRange(0, 1);
  }

  /** Shows {@code factor} times as much of the x axis; {@code fixed} stays where it is. */
  void zoomX(CurvesRange view, double fixed, double factor) {
    CurvesRun run = first();
    if (run != null) {
      double steps = Math.max(LEAST_STEPS, run.history().losses().lastStep());
      double least = all().length() * LEAST_STEPS / steps;
      setX(view.scaled(fixed, Math.max(factor, least / view.length())));
    }
  }

  /** Shows a part of the x axis; all of it, or more, is no zoom. */
  void setX(CurvesRange range) {
    CurvesRange all = all();
    boolean whole = range.length() >= all.length();
    zoom.set(zoom.get().withX(whole ? null : range.within(all)));
  }

  /** Shows all there is again. */
  void resetZoom() {
    zoom.set(CurvesZoom.NONE);
  }

  /** Puts the crosshair on the step nearest to {@code x}. */
  void pointAt(double x) {
    CurvesRun run = first();
    CurvesValues values =
        run == null
            ? null
            : CurvesValues.at(run, axis.get().step(run.history(), x), smoothing.get());
    crosshair.set(
        run == null || values == null ? Double.NaN : axis.get().of(run.history(), values.step()));
  }

  /** What a run knows where the crosshair is. */
  @Nullable CurvesValues valuesAtCrosshair(CurvesRun run) {
    double step = axis.get().step(run.history(), crosshair.get());
    return CurvesValues.at(run, step, smoothing.get());
  }

  /** What the legend tells of a run: the newest, or where the timeline is scrubbed to. */
  @Nullable CurvesValues currentValues(CurvesRun run) {
    double step = isScrubbed(run) ? run.run().cursor().get() : run.history().lastStep();
    return CurvesValues.at(run, step, smoothing.get());
  }

  /** Where the timeline is scrubbed to on the x axis; not a number where it follows the newest. */
  double cursor() {
    CurvesRun run = shown.get();
    return isScrubbed(run) ? axis.get().of(run.history(), run.run().cursor().get()) : Double.NaN;
  }

  private static boolean isScrubbed(CurvesRun run) {
    return run.style().isShown() && !run.run().live().get();
  }

  /** The runs that are compared with the shown one. */
  CurvesComparisons comparisons() {
    return comparisons;
  }

  /** The shown run. */
  ReadOnlyObjectProperty<CurvesRun> shown() {
    return shown.getReadOnlyProperty();
  }

  /** What the x axis counts. */
  ObjectProperty<CurvesAxis> axis() {
    return axis;
  }

  /** Whether the axis of the loss is logarithmic. */
  BooleanProperty logarithmic() {
    return logarithmic;
  }

  /** The smoothing factor, 0 to 0.999. */
  DoubleProperty smoothing() {
    return smoothing;
  }

  /** What part is in view. */
  ObjectProperty<CurvesZoom> zoom() {
    return zoom;
  }

  /** Where the crosshair is on the x axis; not a number where there is none. */
  DoubleProperty crosshair() {
    return crosshair;
  }

  /** Rises when the curves change. */
  ReadOnlyLongProperty revision() {
    return revision.getReadOnlyProperty();
  }

  /** Rises when crosshair or cursor move. */
  ReadOnlyLongProperty overlayRevision() {
    return overlayRevision.getReadOnlyProperty();
  }
}
