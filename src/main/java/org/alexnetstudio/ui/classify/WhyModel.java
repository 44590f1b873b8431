package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.session.Explorer;
import org.alexnetstudio.ui.fx.Latest;
import org.jspecify.annotations.Nullable;

/** Why the network sees a class in the chosen image: what is asked, and the newest answer. */
final class WhyModel {
  /** The last convolution. */
  static final int USUAL = -1;

  private final WhyQuestions questions;
  private final Latest<Why> latest;
  private final ObjectProperty<WhyMethod> method = new SimpleObjectProperty<>(WhyMethod.GRAD_CAM);
  private final IntegerProperty layer = new SimpleIntegerProperty(USUAL);
  private final ObjectProperty<@Nullable ExplainedClass> wanted = new SimpleObjectProperty<>();
  private final BooleanProperty seen = new SimpleBooleanProperty(true);
  private final DoubleProperty blend = new SimpleDoubleProperty();
  private final Map<WhyMethod, Double> blends = new EnumMap<>(WhyMethod.class);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private @Nullable Path image;
  private @Nullable Object result;
  private @Nullable ExplainedClass first;

  /** Whether a question waits for somebody to see its answer. */
  private boolean due;

  /** Nothing is asked yet; answers are taken on {@code fx}, the JavaFX thread. */
  WhyModel(Explorer explorer, Executor fx) {
    questions = new WhyQuestions(explorer, fx);
    latest = new Latest<>(fx);
    for (WhyMethod each : WhyMethod.values()) {
      blends.put(each, each.evidence() ? 0.6 : 1);
    }
    blend.set(blendOf(method.get()));
    blend.addListener((value, before, now) -> blends.put(method.get(), now.doubleValue()));
    method.addListener(
        (value, before, now) -> {
          blend.set(blendOf(now));
          ask();
        });
    layer.addListener((value, before, now) -> ask());
    wanted.addListener((value, before, now) -> ask());
    seen.addListener(
        (value, before, now) -> {
          if (now && due) {
            ask();
          }
        });
  }

  private double blendOf(WhyMethod of) {
    return Objects.requireNonNull(blends.get(of));
  }

  /**
   * Explains another image, or the same after another answer.
   *
   * @param chosen null for none
   * @param answer by which the classes are known; null as long as they are not
   * @param likeliest the first of them; null: what the network sees first in the middle
   */
  void show(@Nullable Path chosen, @Nullable Object answer, @Nullable ExplainedClass likeliest) {
    boolean same = Objects.equals(chosen, image);
    if (same && answer == result) {
      return;
    }
    image = chosen;
    result = answer;
    first = likeliest;
    if (!same) {
      latest.clear();
    }
    ask();
  }

  /** Asks, or asks again; where nobody sees it, as soon as somebody does. */
  void ask() {
    progress.set(-1);
    Path of = image;
    Object by = result;
    due = of != null && by != null && method.get() != WhyMethod.IMAGE;
    if (of == null || by == null || !due || !seen.get()) {
      latest.cancel();
      return;
    }
    due = false;
    ExplainedClass ofAnswer = first;
    ExplainedClass ofUser = wanted.get();
    latest.ask(
        questions.ask(
            of,
            by,
            method.get(),
            layer.get(),
            overview -> ExplainedClass.indexOf(overview, ofUser, ofAnswer),
            this::told));
  }

  /** Number of the class that is explained where none is chosen. */
  int likeliest(Overview overview) {
    return ExplainedClass.indexOf(overview, first);
  }

  /** The layers whose maps can be asked about: not those that only bend the one before. */
  static List<LayerInfo> layers(Overview overview) {
    return overview.layers().stream()
        .filter(each -> each.index() > 0 && each.hasMaps())
        .filter(each -> !each.type().equals("relu") && !each.type().equals("tanh"))
        .toList();
  }

  /** The layer that counts where {@code wanted} is one or, at first, the last convolution. */
  static int usedLayer(Overview overview, int wanted) {
    List<LayerInfo> all = layers(overview);
    if (all.stream().anyMatch(each -> each.index() == wanted)) {
      return wanted;
    }
    int last = 0;
    for (LayerInfo each : all) {
      last = each.type().equals("conv") ? each.index() : last;
    }
    return last;
  }

  private void told(double share) {
    progress.set(share);
  }

  /** Gives up the question under way. */
  void cancel() {
    due = false;
    latest.cancel();
    progress.set(-1);
  }

  /** The image that is explained; null for none. */
  @Nullable Path image() {
    return image;
  }

  /** The newest answer, and whether another is under way. */
  Latest<Why> latest() {
    return latest;
  }

  /** How it is explained; a change asks anew. */
  ObjectProperty<WhyMethod> method() {
    return method;
  }

  /** Number of Grad-CAM's layer, or {@link #USUAL}; a change asks anew. */
  IntegerProperty layer() {
    return layer;
  }

  /** The class that is explained, null for the likeliest; a change asks anew. */
  ObjectProperty<@Nullable ExplainedClass> wanted() {
    return wanted;
  }

  /** Whether anybody sees the answers; as long as nobody does, nothing is asked. */
  BooleanProperty seen() {
    return seen;
  }

  /** Whether the newest answer is of the method that is chosen. */
  boolean isCurrent() {
    Why why = latest.answer().get();
    return why != null && why.method() == method.get();
  }

  /** Whether there is anything to explain: an image whose classes are known. */
  boolean isAskable() {
    return image != null && result != null;
  }

  /** How opaque the colours are, from 0 to 1; each method has its own. */
  DoubleProperty blend() {
    return blend;
  }

  /** How much of the question is done, from 0 to 1; -1 where that is not told. */
  ReadOnlyDoubleProperty progress() {
    return progress.getReadOnlyProperty();
  }
}
