package org.alexnetstudio.ui.experiment;

import java.util.Map;
import org.alexnetstudio.experiment.ExperimentText;
import org.jspecify.annotations.Nullable;

/** Choices of a type on which depends which other keys its object has. */
final class ShapedChoice {
  private static final String SOURCE = "data.source";
  private static final String NORMALISE = "data.normalise";
  private static final String SCHEDULE = "training.schedule";

  /** What a schedule has besides type and first rate. */
  private static final Map<String, String> SCHEDULE_KEYS =
      Map.of(
          "constant", "",
          "step", ", \"factor\": 0.1, \"everyEpochs\": 30",
          "plateau", ", \"factor\": 0.1, \"times\": 3",
          "cosine", ", \"last\": 0, \"warmupEpochs\": 1");

  private ShapedChoice() {}

  /** The text with the whole object of the new type; null where the type alone changes. */
  static @Nullable ExperimentText choose(ExperimentText text, FieldSpec field, String type) {
    if (field.path().equals(SCHEDULE + ".type")) {
      String rate = ExperimentText.literal(text.value(SCHEDULE + ".initial").orElse("0.01"));
      String keys = SCHEDULE_KEYS.getOrDefault(type, "");
      return text.withJson(
          SCHEDULE, "{\"type\": \"" + type + "\", \"initial\": " + rate + keys + "}");
    }
    if (field.path().equals(NORMALISE + ".type")) {
      return text.withJson(NORMALISE, "{\"type\": \"" + type + "\"}");
    }
    boolean bundled = text.value(SOURCE + ".type").orElse("").equals("bundled");
    if (field.path().equals(SOURCE + ".type") && bundled != type.equals("bundled")) {
      String place = bundled ? "\"path\": \"photos\"" : "\"name\": \"fashion-mnist\"";
      return text.withJson(SOURCE, "{\"type\": \"" + type + "\", " + place + "}");
    }
    return null;
  }
}
