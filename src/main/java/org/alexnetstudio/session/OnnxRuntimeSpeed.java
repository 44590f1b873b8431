package org.alexnetstudio.session;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.alexnetstudio.StudioException;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.NetworkSpec;
import org.alexnetstudio.network.OnnxGraph;
import org.alexnetstudio.network.ParameterShapes;
import org.alexnetstudio.weights.OnnxFile;
import org.alexnetstudio.weights.TensorSource;

/**
 * Times passes of random images through ONNX Runtime, by the file that this program writes of a
 * network.
 */
final class OnnxRuntimeSpeed implements AutoCloseable {
  /** What it is called among the engines. */
  static final String ENGINE = "ONNX Runtime";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final FloatBuffer images;
  private final long[] shape;

  private OnnxRuntimeSpeed(
      OrtEnvironment environment, OrtSession session, ImageShape input, int batch) {
    this.environment = environment;
    this.session = session;
    shape = new long[] {batch, input.channels(), input.height(), input.width()};
    images =
        ByteBuffer.allocateDirect(batch * input.size() * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    fill(images, 128);
  }

  /**
   * Writes the network with random weights, and opens it.
   *
   * @param batch images in a pass
   * @throws StudioException where the library is not there or can't take the network, or the file
   *     can't be written
   */
  static OnnxRuntimeSpeed open(NetworkSpec network, int batch) throws StudioException {
    return BenchmarkFolder.use(folder -> open(network, batch, folder));
  }

  private static OnnxRuntimeSpeed open(NetworkSpec network, int batch, Path folder)
      throws StudioException, IOException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      options.setIntraOpNumThreads(threads());
      Path file = folder.resolve("network.onnx");
      Map<String, long[]> shapes = ParameterShapes.of(network);
      OnnxFile.write(
          file,
          OnnxGraph.of(
              "benchmark", network, name -> random(name, Objects.requireNonNull(shapes.get(name)))),
          Map.of());
      OrtSession session = environment.createSession(file.toString(), options);
      return new OnnxRuntimeSpeed(environment, session, network.input(), batch);
    } catch (NoClassDefFoundError e) {
      throw failed("its library is not on the class path", e);
    } catch (OrtException | LinkageError e) {
      throw failed(String.valueOf(e.getMessage()), e);
    }
  }

  /** As many as the engines get by the same variable; 0 leaves it to the library. */
  private static int threads() {
    String wanted = System.getenv("OMP_NUM_THREADS");
    return wanted != null && wanted.matches("\\d{1,4}") ? Integer.parseInt(wanted) : 0;
  }

  /** Of a size with which numbers neither vanish nor grow from layer to layer. */
  private static TensorSource random(String name, long[] shape) {
    long fanIn = 1;
    for (int axis = 1; axis < shape.length; axis++) {
      fanIn *= shape[axis];
    }
    FloatBuffer numbers = FloatBuffer.allocate(Math.toIntExact(shape[0] * fanIn));
    fill(numbers, Math.sqrt(6.0 / fanIn));
    return new TensorSource(name, shape, numbers::duplicate);
  }

  private static void fill(FloatBuffer numbers, double limit) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < numbers.capacity(); i++) {
      numbers.put(i, (float) random.nextDouble(-limit, limit));
    }
  }

  /**
   * Seconds of one pass, from images in memory to logits in an array.
   *
   * @throws StudioException where the library fails, as for want of memory
   */
  double pass() throws StudioException {
    long before = System.nanoTime();
    try (OnnxTensor input = OnnxTensor.createTensor(environment, images.rewind(), shape);
        OrtSession.Result result = session.run(Map.of(OnnxGraph.INPUT, input))) {
      ((OnnxTensor) result.get(0)).getFloatBuffer();
    } catch (OrtException e) {
      throw failed(String.valueOf(e.getMessage()), e);
    }
    return (System.nanoTime() - before) / 1e9;
  }

  private static StudioException failed(String reason, Throwable e) {
    return StudioException.failed(
        ENGINE + " can't be measured",
        reason,
        "It comes with a build of its own: 'mvn -Ppytorch package'.",
        e);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      // It was closed already.
    }
  }
}
