package org.alexnetstudio.network;

import ai.djl.mxnet.engine.MxNDArray;
import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.alexnetstudio.experiment.ImageShape;
import org.alexnetstudio.experiment.LayerSpec;

/** A pass by one graph that also gives what excites units most. */
final class MxNetSearch implements MaximaPass {
  private final Network network;
  private final MxNetPass pass;

  /** Whether the first layer's maps are computed anew, and the graph has no copies of them. */
  private final boolean anew;

  MxNetSearch(Network network, MxNetNative mxnet) {
    this.network = network;
    anew = !network.device().device().isGpu() && MapsAnew.quicker(network.spec());
    pass = new MxNetPass(network, MxNetGraph.withMaxima(network.spec(), anew), mxnet);
  }

  @Override
  public PassMaxima search(NDArray images) {
    MxNDArray[] outputs = pass.run(images);
    MxNDArray logits = outputs[outputs.length - 1];
    // Who looks at the first layers meanwhile takes a processor from those that still compute.
    logits.waitToRead();
    List<MapMaxima> found = new ArrayList<>();
    ImageShape shape = network.spec().input();
    int next = 0;
    for (LayerSpec layer : network.spec().layers()) {
      shape = layer.outputShape(shape);
      if (layer instanceof LayerSpec.FullyConnected) {
        found.add(MapMaxima.ofUnits(layer.name(), outputs[next++]));
      } else if (layer instanceof LayerSpec.Conv) {
        NDArray maxima = outputs[next++];
        NDArray copy = outputs[next++];
        MapPlaces places =
            anew && found.isEmpty()
                ? new MapsAnew(network, images, copy)
                : new MapsAtHand(copy, network.device().ops());
        found.add(new MapMaxima(layer.name(), maxima, shape.width(), places));
      }
    }
    return new PassMaxima(logits, found);
  }

  @Override
  public void close() {
    pass.close();
  }
}
