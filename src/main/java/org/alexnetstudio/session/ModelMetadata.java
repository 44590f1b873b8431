package org.alexnetstudio.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.alexnetstudio.data.Normaliser;
import org.alexnetstudio.experiment.Experiment;
import org.alexnetstudio.experiment.ExperimentWriter;
import org.alexnetstudio.experiment.ResizeSpec;
import org.alexnetstudio.run.ModelSidecar;

/**
 * What other programs must know of a model besides its weights, as free texts: how an image becomes
 * its input, and what its outputs are called. Lists are JSON.
 */
final class ModelMetadata {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelMetadata() {}

  /**
   * An image's shorter side is scaled to {@code shorterSide} pixels, its central square of {@code
   * crop} is kept, each byte becomes {@code (byte - mean) * scale}, and the central square of
   * {@code inputCrop} is the input. The mean is a number for each channel; where it is an image,
   * {@code meanImage} holds it too: (C, crop, crop) little-endian 32-bit floats in base 64.
   */
  static Map<String, String> of(ModelSidecar sidecar, Normaliser normaliser) {
    Experiment experiment = sidecar.experiment();
    ResizeSpec resize = experiment.data().resize();
    Map<String, String> texts = new TreeMap<>();
    texts.put("experiment", ExperimentWriter.write(experiment).strip());
    texts.put("step", Integer.toString(sidecar.step()));
    texts.put("classNames", json(sidecar.classNames()));
    texts.put("layout", "NCHW");
    texts.put("colourOrder", normaliser.channels() == 1 ? "grey" : "RGB");
    texts.put("shorterSide", Integer.toString(resize.shorterSide()));
    texts.put("crop", Integer.toString(resize.crop()));
    texts.put("inputCrop", Integer.toString(experiment.network().input().height()));
    texts.put("normalisation", "(byte - mean) * scale");
    texts.put("mean", json(channelMeans(normaliser)));
    texts.put("scale", json(normaliser.scale()));
    if (normaliser.mean().length > normaliser.channels()) {
      texts.put("meanImage", base64(normaliser.mean()));
    }
    return texts;
  }

  private static float[] channelMeans(Normaliser normaliser) {
    float[] mean = normaliser.mean();
    float[] means = new float[normaliser.channels()];
    int pixels = mean.length / means.length;
    for (int channel = 0; channel < means.length; channel++) {
      double sum = 0;
      for (int i = 0; i < pixels; i++) {
        sum += mean[channel * pixels + i];
      }
      means[channel] = (float) (sum / pixels);
    }
    return means;
  }

  private static String base64(float[] numbers) {
    byte[] bytes = new byte[numbers.length * Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(numbers);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** As JSON. */
  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain lists can't fail to be written", e);
    }
  }
}
