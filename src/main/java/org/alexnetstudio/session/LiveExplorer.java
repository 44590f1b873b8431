package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.insight.Arithmetic;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.BackwardRule;
import org.alexnetstudio.insight.Explained;
import org.alexnetstudio.insight.Explanation;
import org.alexnetstudio.insight.LayerActivations;
import org.alexnetstudio.insight.Neighbour;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Patches;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.insight.UnitView;
import org.alexnetstudio.insight.WeightUpdate;
import org.alexnetstudio.inspect.Arithmetics;
import org.alexnetstudio.inspect.Classifier;
import org.alexnetstudio.inspect.Explanations;
import org.alexnetstudio.inspect.Exploration;
import org.alexnetstudio.inspect.Occlusion;
import org.alexnetstudio.inspect.UnitViews;
import org.jspecify.annotations.Nullable;

/** Puts the questions to the {@link LiveNetwork}, each a piece of work between two steps. */
final class LiveExplorer implements Explorer {
  private final LiveNetwork network;
  private final PatchFinder patches;
  private final NeighbourFinder neighbours;
  private final Executor background;

  /** Of the compute thread only. */
  private @Nullable Twins twins;

  LiveExplorer(
      LiveNetwork network, PatchFinder patches, NeighbourFinder neighbours, Executor background) {
    this.network = network;
    this.patches = patches;
    this.neighbours = neighbours;
    this.background = background;
  }

  private <T> CompletableFuture<Answer<T>> ask(
      Path image, Surgery surgery, Function<Exploration, T> question) {
    return network.ask(
        image, (classifier, bytes) -> Exploration.ask(classifier, bytes, surgery, question));
  }

  @Override
  public CompletableFuture<Answer<Overview>> overview(Path image, Surgery surgery) {
    return ask(image, surgery, Exploration::overview);
  }

  @Override
  public CompletableFuture<Answer<LayerActivations>> layer(Path image, Surgery surgery, int layer) {
    CompletableFuture<Answer<LayerActivations>> seen =
        network.ask(
            image,
            (classifier, bytes) ->
                Exploration.ask(
                    classifier,
                    bytes,
                    surgery,
                    e -> e.layer(layer, twins(classifier, e, layer), new boolean[0])));
    // What is dead lies on the disk, for which a training need not wait.
    CompletableFuture<Answer<LayerActivations>> marked =
        seen.thenApplyAsync(answer -> withDead(answer, layer), background);
    var unused = marked.whenComplete((value, problem) -> seen.cancel(false));
    return marked;
  }

  private Answer<LayerActivations> withDead(Answer<LayerActivations> answer, int layer) {
    LayerActivations seen = answer.value();
    boolean[] dead = patches.dead(answer.weights().model(), layer);
    return new Answer<>(
        new LayerActivations(
            seen.layer(),
            seen.values(),
            seen.twinOf(),
            dead.length == seen.layer().units() ? dead : new boolean[0]),
        answer.weights());
  }

  /**
   * Of the compute thread. Those of weights that stand still are found once; those of a layer
   * without maps, which has the most weights, only then, as a training would wait for them.
   */
  private int[] twins(Classifier classifier, Exploration exploration, int layer) {
    boolean learns = network.learns(classifier);
    if (learns && !exploration.hasMaps(layer)) {
      return new int[0];
    }
    Twins last = twins;
    if (last != null && last.of() == classifier && last.layer() == layer) {
      return last.twins();
    }
    int[] found = exploration.twins(layer);
    twins = learns ? null : new Twins(classifier, layer, found);
    return found;
  }

  private record Twins(Classifier of, int layer, int[] twins) {}

  @Override
  public CompletableFuture<Answer<UnitView>> unit(
      Path image, Surgery surgery, int layer, int unit, @Nullable Spot spot, BackwardRule rule) {
    return ask(image, surgery, exploration -> UnitViews.of(exploration, layer, unit, spot, rule));
  }

  @Override
  public CompletableFuture<Answer<Arithmetic>> arithmetic(
      Path image, Surgery surgery, int layer, int unit, Spot spot) {
    return ask(
        image, surgery, exploration -> Arithmetics.of(exploration, surgery, layer, unit, spot));
  }

  @Override
  public CompletableFuture<Answer<Explained>> overviewExplained(
      Path image,
      Surgery surgery,
      Function<Overview, Explanation> explanation,
      ToIntFunction<Overview> classIndex) {
    return ask(
        image,
        surgery,
        exploration -> {
          Overview overview = exploration.overview();
          int explained = classIndex.applyAsInt(overview);
          return new Explained(
              overview,
              explained,
              Explanations.of(exploration, explanation.apply(overview), explained));
        });
  }

  @Override
  public CompletableFuture<Answer<Attribution>> explain(
      Path image, Surgery surgery, Explanation explanation, int classIndex) {
    return explanation instanceof Explanation.IntegratedGradients
        ? inPieces(image, pieces -> LongQuestions.integratedGradients(pieces, surgery, classIndex))
        : ask(image, surgery, e -> Explanations.of(e, explanation, classIndex));
  }

  @Override
  public CompletableFuture<Answer<Attribution>> occlusion(
      Path image,
      Surgery surgery,
      int classIndex,
      int square,
      int stride,
      Activity.Progress progress) {
    Occlusion occlusion = new Occlusion(square, stride);
    return inPieces(
        image, pieces -> LongQuestions.occlusion(pieces, surgery, classIndex, occlusion, progress));
  }

  /** A question that a training need not wait for as a whole. */
  @FunctionalInterface
  private interface LongQuestion<T> {
    Answer<T> ask(Pieces pieces) throws Exception;
  }

  private <T> CompletableFuture<Answer<T>> inPieces(Path image, LongQuestion<T> question) {
    CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
    Pieces pieces = new Pieces(network, image, answer);
    return Work.submit(() -> question.ask(pieces), background, answer);
  }

  @Override
  public CompletableFuture<Answer<WeightUpdate>> weightUpdate(int layer, int unit, int index) {
    return network.weightUpdate(layer, unit, index);
  }

  @Override
  public CompletableFuture<Answer<FilterBank>> filters(int layer) {
    return network.ask(classifier -> classifier.filters(layer));
  }

  @Override
  public CompletableFuture<Patches> patches(int layer, int unit) {
    Path model = network.origin();
    return model == null
        ? CompletableFuture.failedFuture(AnsweringNetwork.nothingToAsk())
        : patches.find(model, layer, unit);
  }

  @Override
  public CompletableFuture<Answer<List<Neighbour>>> neighbours(
      Path image, int count, Activity.Progress progress) {
    Path model = network.origin();
    return model == null
        ? CompletableFuture.failedFuture(AnsweringNetwork.nothingToAsk())
        : neighbours.find(model, image, count, progress);
  }
}
