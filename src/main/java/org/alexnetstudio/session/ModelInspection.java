package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.event.FeatureMaps;
import org.alexnetstudio.event.FilterBank;
import org.alexnetstudio.event.Picture;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.experiment.LayerSpec;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.insight.Attribution;
import org.alexnetstudio.insight.Explanation;
import org.alexnetstudio.insight.LayerActivations;
import org.alexnetstudio.insight.Overview;
import org.alexnetstudio.insight.Surgery;
import org.alexnetstudio.inspect.Classifier;
import org.alexnetstudio.inspect.Explanations;
import org.alexnetstudio.inspect.Exploration;
import org.alexnetstudio.run.ModelFiles;
import org.alexnetstudio.run.ModelSidecar;
import org.jspecify.annotations.Nullable;

/**
 * What a model makes of one image, for the terminal.
 *
 * @param step of the model's training
 * @param crop what the network sees of the image
 * @param top the five likeliest classes
 * @param layers those that were asked for
 * @param explained the class that Grad-CAM explains
 * @param gradCam by the last convolution; null where there is none
 */
public record ModelInspection(
    int step,
    Picture crop,
    List<Prediction> top,
    List<InspectedLayer> layers,
    String explained,
    @Nullable Attribution gradCam) {

  /**
   * A layer.
   *
   * @param activations its output for the image
   * @param maps the same in 256 grades
   * @param filters its weights; null where it is no convolution
   */
  public record InspectedLayer(
      LayerActivations activations, FeatureMaps maps, @Nullable FilterBank filters) {}

  /**
   * Looks at an image through a model.
   *
   * @param layers names; none: all convolutions
   * @param className the class to explain; null: the likeliest
   * @throws StudioException where model or image can't be read, or a name is unknown
   */
  public static ModelInspection of(
      Path model, Path image, List<String> layers, @Nullable String className)
      throws StudioException {
    ModelFiles files = ModelFiles.find(model);
    ModelSidecar sidecar = files.sidecar();
    NetworkSpec network = sidecar.experiment().network();
    List<LayerSpec> specs = network.layers();
    List<Integer> convolutions = network.numbersOf(LayerSpec.Conv.class);
    List<Integer> wanted = layers.isEmpty() ? convolutions : numbers(specs, layers);
    int asked = className == null ? -1 : classIndex(sidecar.classNames(), className);
    try (Classifier classifier = ModelLoader.load(files, sidecar, "auto")) {
      return Exploration.ask(
          classifier,
          classifier.decode(image),
          Surgery.NONE,
          exploration -> {
            Overview overview = exploration.overview();
            List<InspectedLayer> inspected = new ArrayList<>();
            for (int layer : wanted) {
              inspected.add(
                  new InspectedLayer(
                      exploration.layer(layer, new int[0], new boolean[0]),
                      exploration.maps(layer),
                      specs.get(layer - 1) instanceof LayerSpec.Conv conv
                          ? classifier.filters(conv)
                          : null));
            }
            String explained =
                asked < 0 ? overview.top().get(0).className() : sidecar.classNames().get(asked);
            return new ModelInspection(
                sidecar.step(),
                overview.image(),
                overview.top(),
                inspected,
                explained,
                convolutions.isEmpty()
                    ? null
                    : Explanations.of(
                        exploration,
                        new Explanation.GradCam(convolutions.get(convolutions.size() - 1)),
                        sidecar.classNames().indexOf(explained)));
          });
    }
  }

  private static List<Integer> numbers(List<LayerSpec> specs, List<String> names)
      throws StudioException {
    List<String> known = specs.stream().map(LayerSpec::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw StudioException.badInput(
            "There is no layer " + name,
            "the model's layers are " + String.join(", ", known),
            "Name one of them.");
      }
    }
    return names.stream().map(name -> known.indexOf(name) + 1).toList();
  }

  private static int classIndex(List<String> classNames, String name) throws StudioException {
    int index = classNames.indexOf(name);
    if (index < 0) {
      throw StudioException.badInput(
          "There is no class " + name,
          "the model's classes are " + String.join(", ", classNames),
          "Name one of them.");
    }
    return index;
  }
}
