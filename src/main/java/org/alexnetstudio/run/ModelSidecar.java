package org.alexnetstudio.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentFile;
import org.alexnetstudio.experiment.ExperimentWriter;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside a weights file, in a file of the same name that ends in {@code .json}: all
 * that it takes, with the weights, to classify an image.
 *
 * @param experiment resolved
 * @param classNames in the order of the logits
 * @param images fingerprint of the images that it was trained and validated on
 * @param step finished steps of the training
 */
public record ModelSidecar(
    Experiment experiment, List<String> classNames, String images, int step) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int FORMAT = 1;

  /** Refuses a list of names that does not fit the network. */
  public ModelSidecar {
    classNames = List.copyOf(classNames);
    int units = experiment.network().output().units();
    if (classNames.size() != units) {
      throw new IllegalArgumentException(
          "there are " + classNames.size() + " class names for " + units + " output units");
    }
  }

  /** The same model after another number of steps. */
  public ModelSidecar at(int otherStep) {
    return new ModelSidecar(experiment, classNames, images, otherStep);
  }

  /** The file's text. */
  public String toJson() {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("format", FORMAT);
    node.put("step", step);
    node.put("images", images);
    node.set("classNames", MAPPER.valueToTree(classNames));
    try {
      node.set("experiment", MAPPER.readTree(ExperimentWriter.write(experiment)));
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory can't fail to be written", e);
    }
  }

  /**
   * Reads the text of a sidecar.
   *
   * @param file its name in messages
   */
  static ModelSidecar parse(String file, String text) throws StudioException {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node.path("format").asInt() != FORMAT) {
        throw damaged(file, "its format is " + node.path("format") + ", known is " + FORMAT, null);
      }
      List<String> names = new ArrayList<>();
      node.path("classNames").forEach(name -> names.add(name.asText()));
      return new ModelSidecar(
          ExperimentFile.parse(file, node.path("experiment").toString()),
          names,
          node.path("images").asText(),
          node.path("step").asInt());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw damaged(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static StudioException damaged(String file, String why, @Nullable Throwable cause) {
    return StudioException.badInput(
        "Can't use the model's description " + file,
        why,
        "Take another copy of it, or another checkpoint.",
        cause);
  }
}
