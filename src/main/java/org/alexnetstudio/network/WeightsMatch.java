package org.alexnetstudio.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.alexnetstudio.experiment.NetworkSpec;

/**
 * The tensors of a file held against a network under one layout.
 *
 * @param tensors the name in the file of each parameter that is there in the right shape
 * @param missing names that the file should have
 * @param extra names that it should not have
 * @param reshaped names with the shape found and the one wanted
 * @param otherOrder whether the file says that its layers follow each other in another way
 * @param otherWidths how many layers have more or fewer units than in the layout's experiment
 */
record WeightsMatch(
    WeightsLayout layout,
    NetworkSpec network,
    Map<String, String> tensors,
    List<String> missing,
    List<String> extra,
    List<String> reshaped,
    boolean otherOrder,
    int otherWidths) {
  private static final int SHOWN = 32;

  /**
   * Holds a file against a network.
   *
   * @param prefix what stands before each of the layout's names
   * @param kinds of the file's layers, as {@link LayerKinds} has them; empty where it does not say
   */
  static WeightsMatch of(
      WeightsLayout layout,
      NetworkSpec network,
      String prefix,
      Map<String, long[]> shapes,
      List<String> kinds) {
    Map<String, String> tensors = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    List<String> reshaped = new ArrayList<>();
    Map<String, long[]> extra = new LinkedHashMap<>(shapes);
    ParameterShapes.of(network)
        .forEach(
            (parameter, wanted) -> {
              String name = prefix + layout.inFile(parameter);
              long[] found = extra.remove(name);
              if (found == null) {
                missing.add(name);
              } else if (!Arrays.equals(found, wanted)) {
                reshaped.add(
                    name + " is " + Arrays.toString(found) + " for " + Arrays.toString(wanted));
              } else {
                tensors.put(parameter, name);
              }
            });
    NetworkSpec usual = layout.usual(prefix, shapes);
    int otherWidths = 0;
    for (int i = 0; i < network.layers().size(); i++) {
      otherWidths += network.layers().get(i).equals(usual.layers().get(i)) ? 0 : 1;
    }
    return new WeightsMatch(
        layout,
        network,
        tensors,
        missing,
        List.copyOf(extra.keySet()),
        reshaped,
        !kinds.isEmpty() && !kinds.equals(LayerKinds.of(network)),
        otherWidths);
  }

  /** How many tensors speak against it. */
  int faults() {
    return missing.size() + extra.size() + reshaped.size();
  }

  /** What speaks against it, in words. */
  String describeFaults() {
    List<String> parts = new ArrayList<>();
    describe("missing", missing, parts);
    describe("extra", extra, parts);
    describe("of another shape", reshaped, parts);
    return String.join("; ", parts);
  }

  private static void describe(String what, List<String> names, List<String> parts) {
    if (!names.isEmpty()) {
      String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
      parts.add(names.stream().limit(SHOWN).collect(Collectors.joining(", ", what + ": ", more)));
    }
  }
}
