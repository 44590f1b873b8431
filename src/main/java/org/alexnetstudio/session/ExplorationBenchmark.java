package org.alexnetstudio.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.insight.BackwardRule;
import org.alexnetstudio.insight.Explanation;
import org.alexnetstudio.insight.Spot;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.inspect.Arithmetics;
import org.alexnetstudio.inspect.Classifier;
import org.alexnetstudio.inspect.Explanations;
import org.alexnetstudio.inspect.Exploration;
import org.alexnetstudio.inspect.IntegratedGradients;
import org.alexnetstudio.inspect.Occlusion;
import org.alexnetstudio.inspect.UnitViews;
import org.alexnetstudio.network.ComputeDevice;
import org.alexnetstudio.network.Network;

/** Measures how long a person waits for an answer from inside a network that is not training. */
public final class ExplorationBenchmark {
  static final int OCCLUSION_SQUARE = 32;
  static final int OCCLUSION_STRIDE = 16;

  private final Experiment experiment;
  private final int rounds;

  /**
   * A benchmark of an experiment's network with its first weights, whose speed is that of any.
   *
   * @param rounds how often each question is asked; medians are reported
   */
  public ExplorationBenchmark(Experiment experiment, int rounds) {
    this.experiment = experiment;
    this.rounds = rounds;
  }

  /** Name to milliseconds, from the question about a decoded image to the plain arrays. */
  public Map<String, Double> run(Activity activity) throws StudioException {
    ResizeSpec resize = experiment.data().resize();
    byte[] image =
        new byte[experiment.network().input().channels() * resize.crop() * resize.crop()];
    new Random(0).nextBytes(image);
    try (Classifier classifier = classifier(experiment)) {
      return measure(classifier, image, activity);
    }
  }

  /** The network of an experiment with its first weights, of 1000 classes where it is open. */
  static Classifier classifier(Experiment experiment) throws StudioException {
    NetworkSpec spec =
        experiment.network().unresolved()
            ? experiment.network().withClasses(1000)
            : experiment.network();
    ResizeSpec resize = experiment.data().resize();
    int channels = spec.input().channels();
    float[] mean = new float[channels];
    float[] scale = new float[channels];
    Arrays.fill(mean, 120);
    Arrays.fill(scale, 1);
    return new Classifier(
        Network.build(
            spec,
            ComputeDevice.open(experiment.training().engine(), experiment.training().device()),
            experiment.seed()),
        new Normaliser(channels, resize.crop(), mean, scale),
        resize,
        IntStream.range(0, spec.output().units()).mapToObj(i -> "class " + i).toList());
  }

  private Map<String, Double> measure(Classifier classifier, byte[] image, Activity activity)
      throws StudioException {
    List<LayerSpec> layers = experiment.network().layers();
    Map<String, Function<Exploration, ?>> questions = new LinkedHashMap<>();
    questions.put("all layers", Exploration::overview);
    List<Integer> convolutions = experiment.network().numbersOf(LayerSpec.Conv.class);
    if (!convolutions.isEmpty()) {
      int last = convolutions.get(convolutions.size() - 1);
      askAbout(questions, layers, convolutions.get(0));
      askAbout(questions, layers, last);
      questions.put(
          "guided backprop of a unit", e -> UnitViews.of(e, last, 0, null, BackwardRule.GUIDED));
      questions.put(
          "arithmetic of a unit", e -> Arithmetics.of(e, Surgery.NONE, last, 0, new Spot(0, 0)));
      questions.put("Grad-CAM", e -> Explanations.of(e, new Explanation.GradCam(last), 0));
    }
    askAbout(
        questions, layers, experiment.network().numbersOf(LayerSpec.FullyConnected.class).get(0));
    questions.put("gradient", e -> Explanations.of(e, new Explanation.Gradient(), 0));
    questions.put(
        "integrated gradients, a piece",
        e -> new IntegratedGradients(0, IntegratedGradients.FEW).piece(e, 0));
    Map<String, Double> results = new LinkedHashMap<>();
    int done = 0;
    for (Map.Entry<String, Function<Exploration, ?>> each : questions.entrySet()) {
      activity.progress().report("Asking", done++, questions.size() + 1);
      List<Double> times = new ArrayList<>();
      // The first one compiles, and does not count.
      for (int round = 0; round <= rounds; round++) {
        activity.checkCancelled();
        long before = System.nanoTime();
        Exploration.ask(classifier, image, Surgery.NONE, each.getValue());
        times.add((System.nanoTime() - before) / 1e6);
      }
      results.put(each.getKey() + ", ms", Benchmark.median(times.subList(1, times.size())));
    }
    activity.progress().report("Asking", done, questions.size() + 1);
    results.put("occlusion at stride " + OCCLUSION_STRIDE + ", ms", occlusion(classifier, image));
    activity.progress().report("Asking", done + 1, questions.size() + 1);
    return results;
  }

  private static double occlusion(Classifier classifier, byte[] image) throws StudioException {
    Occlusion occlusion = new Occlusion(OCCLUSION_SQUARE, OCCLUSION_STRIDE);
    List<Spot> places = occlusion.places(classifier.input());
    long before = System.nanoTime();
    for (int from = 0; from < places.size(); from += Occlusion.TOGETHER) {
      List<Spot> some = places.subList(from, Math.min(places.size(), from + Occlusion.TOGETHER));
      occlusion.logits(classifier, image, Surgery.NONE, 0, some);
    }
    return (System.nanoTime() - before) / 1e6;
  }

  private static void askAbout(
      Map<String, Function<Exploration, ?>> questions, List<LayerSpec> layers, int layer) {
    String name = layers.get(layer - 1).name();
    questions.put("units of " + name, e -> e.layer(layer, new int[0], new boolean[0]));
    questions.put("twins of " + name, e -> e.twins(layer));
  }
}
