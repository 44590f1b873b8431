package org.alexnetstudio.ui.classify;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.alexnetstudio.event.Prediction;
import org.alexnetstudio.session.Answer;
import org.alexnetstudio.session.LiveNetwork;

/** What the workspace asks of a network. */
interface Questions {
  /** Whether there is a network that could answer. */
  boolean ready();

  /** The five likeliest classes of an image. */
  CompletableFuture<Answer<List<Prediction>>> classify(Path image, boolean tenCrop);

  /** Asks the network that learns, or the model opened last. */
  static Questions to(LiveNetwork network) {
    return new Questions() {
      @Override
      public boolean ready() {
        return network.ready();
      }

      @Override
      public CompletableFuture<Answer<List<Prediction>>> classify(Path image, boolean tenCrop) {
        return network.classify(image, tenCrop);
      }
    };
  }
}
