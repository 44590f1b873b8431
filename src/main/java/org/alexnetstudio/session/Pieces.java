package org.alexnetstudio.session;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.alexnetstudio.StudioException;
import org.jspecify.annotations.Nullable;

/**
 * A long question about one image, asked in pieces between which a training goes on; of a
 * background thread. All pieces are answered by one network, or none is.
 */
final class Pieces {
  private final LiveNetwork network;
  private final Path image;
  private final CompletableFuture<?> whole;
  private @Nullable WeightsOrigin first;

  /**
   * Nothing is asked yet.
   *
   * @param whole the answer to the whole question, which may be given up
   */
  Pieces(LiveNetwork network, Path image, CompletableFuture<?> whole) {
    this.network = network;
    this.image = image;
    this.whole = whole;
  }

  /** Waits for the answer to the next piece. */
  <T> Answer<T> ask(LiveNetwork.Question<T> piece) throws Exception {
    Work.checkWanted(whole);
    Answer<T> answer = Work.await(network.ask(image, piece));
    WeightsOrigin before = first;
    WeightsOrigin now = answer.weights();
    if (before != null && (before.live() != now.live() || !before.model().equals(now.model()))) {
      throw StudioException.badInput(
          "The question about " + image.getFileName() + " can't be answered",
          "another network took the place of the first one meanwhile",
          "Ask again.");
    }
    first = now;
    return answer;
  }
}
