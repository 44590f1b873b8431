package org.alexnetstudio.experiment;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The trained model whose weights a training starts from, and how its layers go on from there
 * (fine-tuning).
 *
 * @param model path of a run folder, a checkpoint folder or a weights file, also one of another
 *     program that can be imported; or one of {@link #WORDS}
 * @param replaceLayers names of the layers that begin with their own {@code init} all the same;
 *     null: the last one, unless the model has the very classes of the data
 * @param freeze names of the layers whose weights and biases stay as they are
 * @param learningRateScale by the layer's name, the multiple of the rate that its weights and
 *     biases learn at; others learn at 1
 */
public record InitialSpec(
    String model,
    @Nullable List<String> replaceLayers,
    List<String> freeze,
    Map<String, Double> learningRateScale) {

  /** Names of models that are no paths: what comes with the program, and what it can fetch. */
  public static final Set<String> WORDS = Set.of("starter", "imagenet");

  /** Refuses doubled names, factors out of range, and layers of which two things are asked. */
  public InitialSpec {
    Check.text("model", model);
    replaceLayers = replaceLayers == null ? null : List.copyOf(replaceLayers);
    freeze = List.copyOf(freeze);
    learningRateScale = Collections.unmodifiableMap(new LinkedHashMap<>(learningRateScale));
    List<String> replaced = replaceLayers == null ? List.of() : replaceLayers;
    checkUnique("replaceLayers", replaced);
    checkUnique("freeze", freeze);
    for (int i = 0; i < freeze.size(); i++) {
      if (replaced.contains(freeze.get(i))) {
        throw new FieldException(
            "freeze[" + i + "]",
            '"' + freeze.get(i) + '"',
            "a layer that is not in replaceLayers: it would never learn anything");
      }
    }
    for (Map.Entry<String, Double> scale : learningRateScale.entrySet()) {
      String field = "learningRateScale." + scale.getKey();
      Check.positive(field, scale.getValue(), 1000);
      if (freeze.contains(scale.getKey())) {
        throw new FieldException(
            field, scale.getValue(), "no number here: the layer is in freeze and does not learn");
      }
    }
  }

  private static void checkUnique(String field, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (names.indexOf(names.get(i)) < i) {
        throw new FieldException(
            field + "[" + i + "]", '"' + names.get(i) + '"', "a layer that is named once");
      }
    }
  }

  /** Refuses names of layers that are not there or have no weights, and that none should learn. */
  void checkLayers(NetworkSpec network) {
    List<String> known = network.weightedLayers();
    if (replaceLayers != null) {
      checkKnown("replaceLayers", replaceLayers, known);
    }
    checkKnown("freeze", freeze, known);
    for (String name : learningRateScale.keySet()) {
      checkKnown("initial.learningRateScale." + name, name, known);
    }
    if (freeze.size() == known.size()) {
      throw new FieldException(
          "initial.freeze", "all layers with weights", "all but one at most: one has to learn");
    }
  }

  private static void checkKnown(String key, List<String> names, List<String> known) {
    for (int i = 0; i < names.size(); i++) {
      checkKnown("initial." + key + "[" + i + "]", names.get(i), known);
    }
  }

  private static void checkKnown(String field, String name, List<String> known) {
    if (!known.contains(name)) {
      throw new FieldException(
          field, '"' + name + '"', "a layer with weights: one of " + String.join(", ", known));
    }
  }

  /** The same model by another path. */
  public InitialSpec withModel(String path) {
    return new InitialSpec(path, replaceLayers, freeze, learningRateScale);
  }

  /** The same with the layers that begin anew written out. */
  public InitialSpec withReplaced(Set<String> layers) {
    return new InitialSpec(model, List.copyOf(layers), freeze, learningRateScale);
  }

  /** The multiple of the learning rate for each layer that has one of its own; frozen ones: 0. */
  Map<String, Double> rateScales() {
    Map<String, Double> scales = new HashMap<>(learningRateScale);
    freeze.forEach(layer -> scales.put(layer, 0.0));
    return Map.copyOf(scales);
  }
}
