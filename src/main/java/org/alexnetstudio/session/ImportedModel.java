package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.alexnetstudio.experiment.Experiment;

/**
 * A model that was made of a file of weights.
 *
 * @param weights its weights; its description lies beside them
 * @param experiment the network that was recognised, with its preprocessing
 * @param naming whose names the tensors had, in words
 * @param tensors how many there were
 * @param parameters how many numbers they hold together
 * @param classNames in the order of the logits
 * @param notes what had to be assumed, in whole sentences
 */
public record ImportedModel(
    Path weights,
    Experiment experiment,
    String naming,
    int tensors,
    long parameters,
    List<String> classNames,
    List<String> notes) {
  /** Copies the lists. */
  public ImportedModel {
    classNames = List.copyOf(classNames);
    notes = List.copyOf(notes);
  }

  /** What was recognised, in whole sentences. */
  public List<String> describe() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        String.format(
            Locale.ROOT,
            "Recognised %s by %s: %d tensors, %,d parameters, %d classes.",
            experiment.name(),
            naming,
            tensors,
            parameters,
            classNames.size()));
    sentences.add(
        String.format(
            Locale.ROOT,
            "Images are scaled to %d pixels, and the central %d are what it sees.",
            experiment.data().resize().shorterSide(),
            experiment.network().input().height()));
    notes.forEach(note -> sentences.add("Note: " + note));
    return sentences;
  }
}
