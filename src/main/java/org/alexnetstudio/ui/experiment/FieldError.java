package org.alexnetstudio.ui.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alexnetstudio.experiment.ExperimentText;
import org.alexnetstudio.experiment.Presets;
import org.alexnetstudio.experiment.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a field.
 *
 * @param message a sentence: what stands there and what is allowed
 * @param remedy a value that mends it; null where none is known
 */
record FieldError(String message, @Nullable Remedy remedy) {
  private static final Pattern FOUND_ALLOWED =
      Pattern.compile("found (.*), allowed (?:is|are) (.*)");
  private static final String PAPER = "alexnet-2012";

  /** A value to put, and where it comes from, a sentence. */
  record Remedy(String origin, String value) {}

  static FieldError of(
      FieldSpec spec, Problem problem, ExperimentText text, @Nullable ExperimentText sound) {
    Matcher parts = FOUND_ALLOWED.matcher(problem.message());
    String message =
        parts.matches()
            ? spec.label() + " is " + parts.group(1) + "; allowed is " + parts.group(2) + "."
            : sentence(problem.message());
    return new FieldError(message, remedy(spec, text, sound));
  }

  private static String sentence(String text) {
    String begun = Character.toUpperCase(text.charAt(0)) + text.substring(1);
    return begun.matches(".*[.?]$") ? begun : begun + ".";
  }

  /** The first value that mends the field, tried out on the text. */
  private static @Nullable Remedy remedy(
      FieldSpec spec, ExperimentText text, @Nullable ExperimentText sound) {
    for (Remedy each : candidates(spec, text, sound)) {
      ExperimentText tried = text.with(spec.path(), each.value());
      boolean mends =
          tried.problems().stream()
              .noneMatch(p -> p.path().equals(spec.path()) || spec.path().startsWith(p.path()));
      if (mends) {
        return each;
      }
    }
    return null;
  }

  private static List<Remedy> candidates(
      FieldSpec spec, ExperimentText text, @Nullable ExperimentText sound) {
    List<Remedy> found = new ArrayList<>();
    if (spec.path().equals(FieldSpecs.RANDOM_CROP.path())) {
      text.value(FieldSpecs.INPUT_HEIGHT.path())
          .ifPresent(size -> found.add(new Remedy("The network takes " + size + ".", size)));
    }
    boolean choice = spec.kind() == FieldSpec.Kind.CHOICE || spec.kind() == FieldSpec.Kind.FLAG;
    if (spec.kind() == FieldSpec.Kind.NUMBER) {
      paper(spec.path(), text).ifPresent(v -> found.add(new Remedy("AlexNet used " + v + ".", v)));
    }
    if (sound != null && !choice) {
      sound.value(spec.path()).ifPresent(v -> found.add(new Remedy("It was " + v + ".", v)));
    }
    String fallback = spec.fallback();
    if (fallback != null && !fallback.isEmpty()) {
      found.add(new Remedy("The default is " + fallback + ".", fallback));
    }
    return found;
  }

  /** The value of the paper's network at the same path, or in its layer of the same name. */
  private static Optional<String> paper(String path, ExperimentText text) {
    ExperimentText preset = PaperText.TEXT;
    Matcher layer = Pattern.compile("(network\\.layers\\[\\d+])\\.(.*)").matcher(path);
    if (!layer.matches()) {
      return preset.value(path);
    }
    Optional<String> name = text.value(layer.group(1) + ".name");
    for (int i = 0; i < preset.size(FieldSpecs.LAYERS); i++) {
      String at = FieldSpecs.LAYERS + "[" + i + "].";
      if (preset.value(at + "name").equals(name)) {
        return preset.value(at + layer.group(2));
      }
    }
    return Optional.empty();
  }

  /** Read when it is first asked for. */
  private static final class PaperText {
    static final ExperimentText TEXT = ExperimentText.of(PAPER, Path.of(""), Presets.text(PAPER));
  }
}
