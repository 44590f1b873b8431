package org.alexnetstudio.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.Presets;
import org.jspecify.annotations.Nullable;

/**
 * Which network a file of weights belongs to, told by the names and shapes of its tensors.
 *
 * @param experiment the bundled experiment that has this network, with its preprocessing; filters,
 *     units and classes are those of the file
 * @param naming whose names the tensors have, in words
 * @param tensors the name in the file of each of the network's parameters, in the order of the
 *     layers
 * @param ownLast whether the last layer has a name of the file's own, and so classes of its own
 * @param usualWidths whether every layer is as wide as in the bundled experiment
 * @param alike names of other bundled experiments whose networks have the same parameters
 */
public record RecognisedNetwork(
    Experiment experiment,
    String naming,
    Map<String, String> tensors,
    boolean ownLast,
    boolean usualWidths,
    List<String> alike) {

  /** A file of more is not worth the search. */
  private static final int MOST_TENSORS = 2000;

  private static final int MOST_KINDS = 40;

  /** Of two that fit the same, the one nearer to what is usual. */
  private static final Comparator<WeightsMatch> BEST_FIRST =
      Comparator.comparingInt(WeightsMatch::faults)
          .thenComparing(WeightsMatch::otherOrder)
          .thenComparingInt(WeightsMatch::otherWidths);

  /**
   * Recognises one of the bundled experiments' networks.
   *
   * @param file named in messages
   * @param shapes each tensor's shape, by its name
   * @param kinds of the layers, in the words of {@code TensorFile.kinds}; empty where the file does
   *     not say
   * @param preset the only one to consider; null: all
   * @throws StudioException where none fits, with the tensors that are missing, surplus or of
   *     another shape
   */
  public static RecognisedNetwork of(
      String file, Map<String, long[]> shapes, List<String> kinds, @Nullable String preset)
      throws StudioException {
    if (preset != null && !Presets.names().contains(preset)) {
      throw StudioException.badInput(
          "There is no preset \"" + preset + "\"",
          "known are " + String.join(", ", Presets.names()),
          "Name one of them.");
    }
    List<WeightsLayout> layouts = new ArrayList<>(WeightsLayout.all());
    layouts.removeIf(layout -> preset != null && !layout.experiment().name().equals(preset));
    return best(file, shapes, kinds, layouts);
  }

  /** Recognises a network whose experiment is known, under the names that this program writes. */
  public static RecognisedNetwork of(String file, Map<String, long[]> shapes, Experiment experiment)
      throws StudioException {
    return best(
        file,
        shapes,
        List.of(),
        List.of(WeightsLayout.ours(experiment), WeightsLayout.mxNet(experiment)));
  }

  private static RecognisedNetwork best(
      String file, Map<String, long[]> shapes, List<String> kinds, List<WeightsLayout> layouts)
      throws StudioException {
    if (shapes.size() > MOST_TENSORS) {
      throw StudioException.badInput(
          "The weights in " + file + " do not make up an AlexNet that is known",
          "there are " + shapes.size() + " tensors, where an AlexNet has 16",
          "Use a file of AlexNet's weights.");
    }
    List<WeightsMatch> matches = new ArrayList<>();
    for (WeightsLayout layout : layouts) {
      Optional<String> prefix = layout.prefix(shapes.keySet());
      if (prefix.isPresent()) {
        String p = prefix.get();
        WeightsLayout named = layout.withOwnLast(p, shapes);
        matches.add(WeightsMatch.of(named, named.usual(p, shapes), p, shapes, kinds));
        matches.add(WeightsMatch.of(named, named.fitted(p, shapes), p, shapes, kinds));
      }
    }
    WeightsMatch best =
        matches.stream().min(BEST_FIRST).orElseThrow(() -> unknownNames(file, shapes));
    if (best.faults() > 0) {
      throw StudioException.badInput(
          "The weights in " + file + " do not make up an AlexNet that is known",
          "nearest is " + best.layout().experiment().name() + "; " + best.describeFaults(),
          "Use a whole file of weights, whose network is one of the presets.");
    }
    if (best.otherOrder()) {
      throw StudioException.badInput(
          "The weights in " + file + " do not make up an AlexNet that is known",
          "nearest is "
              + best.layout().experiment().name()
              + "; the file's layers follow each other in another way: "
              + kinds.stream().limit(MOST_KINDS).collect(Collectors.joining(", "))
              + (kinds.size() > MOST_KINDS ? " and more" : ""),
          "Use weights whose network is one of the presets.");
    }
    return new RecognisedNetwork(
        best.layout().experiment().withNetwork(best.network()),
        best.layout().naming(),
        best.tensors(),
        best.layout().ownLast(),
        best.otherWidths() == 0,
        alike(best, matches));
  }

  private static List<String> alike(WeightsMatch best, List<WeightsMatch> matches) {
    return matches.stream()
        .filter(match -> BEST_FIRST.compare(match, best) == 0)
        .map(match -> match.layout().experiment().name())
        .filter(name -> !name.equals(best.layout().experiment().name()))
        .distinct()
        .toList();
  }

  private static StudioException unknownNames(String file, Map<String, long[]> shapes) {
    return StudioException.badInput(
        "The weights in " + file + " do not make up an AlexNet that is known",
        shapes.isEmpty()
            ? "it has no tensors of floating-point numbers"
            : "its tensors have other names: "
                + shapes.keySet().stream().limit(8).collect(Collectors.joining(", "))
                + (shapes.size() > 8 ? " and " + (shapes.size() - 8) + " more" : ""),
        "Use weights named as by torchvision (features.0.weight to classifier.6.bias), by Caffe"
            + " (layers conv1 to fc8), by MXNet, or by this program (conv1.weight to fc8.bias).");
  }
}
