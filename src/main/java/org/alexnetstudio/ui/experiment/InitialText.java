package org.alexnetstudio.ui.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.alexnetstudio.experiment.ExperimentText;

/** What the text of an experiment says of the layers that go on from a model. */
final class InitialText {
  static final String INITIAL = "initial";

  private static final String FREEZE = "initial.freeze";
  private static final String REPLACE = "initial.replaceLayers";

  private InitialText() {}

  /** How a layer goes on. */
  enum Start {
    /** From the model's weights. */
    LEARNS("Goes on learning"),
    /** With the model's weights, and stays so. */
    FROZEN("Stays as it is"),
    /** From initial weights of its own. */
    ANEW("Begins anew"),
    /** Anew, unless the model has the very classes of the images. */
    BY_CLASSES("Anew for other classes");

    private final String words;

    Start(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** Whether the experiment starts from a model. */
  static boolean present(ExperimentText text) {
    return text.span(INITIAL).isPresent();
  }

  /** The names of the layers with weights, in order. */
  static List<String> layers(ExperimentText text) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < text.size(FieldSpecs.LAYERS); i++) {
      String at = FieldSpecs.LAYERS + "[" + i + "].";
      String type = text.value(at + "type").orElse("");
      if (type.equals("conv") || type.equals("fc")) {
        text.value(at + "name").filter(name -> name.matches("[\\w-]+")).ifPresent(names::add);
      }
    }
    return names;
  }

  /** What can be chosen for a layer. */
  static List<Start> choices(ExperimentText text, String layer) {
    boolean others = text.size(REPLACE) > (index(text, REPLACE, layer) < 0 ? 0 : 1);
    return isLast(text, layer) && !others
        ? List.of(Start.BY_CLASSES, Start.LEARNS, Start.FROZEN, Start.ANEW)
        : List.of(Start.LEARNS, Start.FROZEN, Start.ANEW);
  }

  private static boolean isLast(ExperimentText text, String layer) {
    List<String> layers = layers(text);
    return layers.lastIndexOf(layer) == layers.size() - 1;
  }

  /** How a layer goes on. */
  static Start of(ExperimentText text, String layer) {
    if (index(text, FREEZE, layer) >= 0) {
      return Start.FROZEN;
    }
    if (index(text, REPLACE, layer) >= 0) {
      return Start.ANEW;
    }
    boolean open = text.span(REPLACE).isEmpty();
    return open && isLast(text, layer) ? Start.BY_CLASSES : Start.LEARNS;
  }

  /** The same text in which a layer goes on in another way. */
  static ExperimentText with(ExperimentText text, String layer, Start start) {
    List<String> layers = layers(text);
    String last = layers.get(layers.size() - 1);
    Start ofLast = of(text, last);
    ExperimentText next = without(without(text, FREEZE, layer), REPLACE, layer);
    if (start == Start.FROZEN) {
      next = next.without("initial.learningRateScale." + layer);
      next = append(next, FREEZE, layer);
    } else if (start == Start.ANEW) {
      next = append(next, REPLACE, layer);
    }
    if (layer.equals(last)) {
      return start == Start.BY_CLASSES
          ? next.without(REPLACE)
          : next.span(REPLACE).isPresent() ? next : next.withJson(REPLACE, "[]");
    }
    // A list that is written out says all: the last layer has to stand in it too.
    if (ofLast == Start.BY_CLASSES && next.size(REPLACE) > 0) {
      return append(next, REPLACE, last);
    }
    return next;
  }

  private static int index(ExperimentText text, String list, String name) {
    return IntStream.range(0, text.size(list))
        .filter(i -> text.value(list + "[" + i + "]").orElse("").equals(name))
        .findFirst()
        .orElse(-1);
  }

  private static ExperimentText without(ExperimentText text, String list, String name) {
    int index = index(text, list, name);
    return index < 0 ? text : text.without(list + "[" + index + "]");
  }

  private static ExperimentText append(ExperimentText text, String list, String name) {
    return text.withElement(list, text.size(list), ExperimentText.quoted(name));
  }
}
