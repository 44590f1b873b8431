package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.Explanation;
import org.alexnetstudio.insight.LayerInfo;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.session.Activity;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.Explorer;
import org.alexnetstudio.ui.fx.Latest;
import org.jspecify.annotations.Nullable;

/** Why the network sees a class in the chosen image: what is asked, and the newest answer. */
final class WhyModel {
  /** The class that is likeliest; or the last convolution. */
  static final int USUAL = -1;

  /** Hidden squares are so many to a side of the image, and overlap by half. */
  private static final int SQUARES = 7;

  private final Explorer explorer;
  private final Executor fx;
  private final Latest<Why> latest;
  private final ObjectProperty<WhyMethod> method = new SimpleObjectProperty<>(WhyMethod.GRAD_CAM);
  private final IntegerProperty layer = new SimpleIntegerProperty(USUAL);
  private final IntegerProperty classIndex = new SimpleIntegerProperty(USUAL);
  private final DoubleProperty blend = new SimpleDoubleProperty();
  private final Map<WhyMethod, Double> blends = new EnumMap<>(WhyMethod.class);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(-1);
  private @Nullable Path image;
  private @Nullable Object result;

  /** Nothing is asked yet; answers are taken on {@code fx}, the JavaFX thread. */
  WhyModel(Explorer explorer, Executor fx) {
    this.explorer = explorer;
    this.fx = fx;
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
    classIndex.addListener((value, before, now) -> ask());
  }

  private double blendOf(WhyMethod of) {
    return Objects.requireNonNull(blends.get(of));
  }

  /**
   * Explains another image, or the same after another answer.
   *
   * @param chosen null for none
   * @param answer by which the classes are known; null as long as they are not
   */
  void show(@Nullable Path chosen, @Nullable Object answer) {
    boolean same = Objects.equals(chosen, image);
    if (same && answer == result) {
      return;
    }
    image = chosen;
    result = answer;
    if (!same) {
      latest.clear();
    }
    ask();
  }

  /** Asks, or asks again. */
  void ask() {
    latest.cancel();
    progress.set(-1);
    Path of = image;
    if (of == null || result == null || method.get() == WhyMethod.IMAGE) {
      return;
    }
    latest.ask(question(of, method.get(), layer.get(), classIndex.get()));
  }

  /** First what the network sees, then why. */
  private CompletableFuture<Why> question(
      Path of, WhyMethod how, int wantedLayer, int wantedClass) {
    CompletableFuture<Why> why = new CompletableFuture<>();
    passOn(
        explorer.overview(of, Surgery.NONE),
        why,
        first -> {
          Overview overview = first.value();
          int explained = explained(overview, wantedClass);
          long before = System.nanoTime();
          passOn(
              attribution(of, overview, how, wantedLayer, explained, why),
              why,
              answer ->
                  why.complete(
                      new Why(
                          of,
                          overview,
                          how,
                          explained,
                          answer.value(),
                          answer.weights(),
                          (System.nanoTime() - before) / 1_000_000)));
        });
    return why;
  }

  /** Gives one question's answer to the next step; who gives up the whole gives up each. */
  private static <T> void passOn(
      CompletableFuture<T> part,
      CompletableFuture<Why> whole,
      java.util.function.Consumer<T> next) {
    var unused = whole.whenComplete((value, problem) -> part.cancel(false));
    var unusedToo =
        part.whenComplete(
            (value, problem) -> {
              if (problem != null) {
                whole.completeExceptionally(problem);
              } else if (!whole.isDone()) {
                next.accept(value);
              }
            });
  }

  private static int explained(Overview overview, int wanted) {
    boolean known = wanted >= 0 && wanted < overview.classNames().size();
    return known ? wanted : overview.top().get(0).classIndex();
  }

  private CompletableFuture<Answer<Attribution>> attribution(
      Path of,
      Overview overview,
      WhyMethod how,
      int wantedLayer,
      int explained,
      CompletableFuture<Why> whole) {
    Activity.Progress told =
        (part, done, total) ->
            fx.execute(
                () -> {
                  if (!whole.isDone()) {
                    progress.set((double) done / total);
                  }
                });
    int side = overview.image().width();
    return switch (how) {
      case OCCLUSION ->
          explorer.occlusion(of, Surgery.NONE, explained, square(side), stride(side), told);
      case GRAD_CAM ->
          explorer.explain(
              of,
              Surgery.NONE,
              new Explanation.GradCam(usedLayer(overview, wantedLayer)),
              explained);
      case GRADIENT -> explorer.explain(of, Surgery.NONE, new Explanation.Gradient(), explained);
      default ->
          explorer.explain(of, Surgery.NONE, new Explanation.IntegratedGradients(), explained);
    };
  }

  private static int square(int side) {
    return Math.max(2, Math.round((float) side / SQUARES));
  }

  /** From one hidden square to the next. */
  static int stride(int side) {
    return Math.max(1, square(side) / 2);
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

  /** Gives up the question under way. */
  void cancel() {
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

  /** The class that is explained, or {@link #USUAL}; a change asks anew. */
  IntegerProperty classIndex() {
    return classIndex;
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
